import Foundation

struct Article: Decodable {
    let headline: String
    let datePublished: Date
    let body: [Block]
}
struct Block: Decodable {
    let type: String // an open set: show the text of those you do not know
    let text: String
}

let url = URL(string: "ORIGIN/v1/LOCALE/articles/SLUG")!
let (data, _) = try await URLSession.shared.data(from: url)
let decoder = JSONDecoder()
decoder.dateDecodingStrategy = .iso8601
let article = try decoder.decode(Article.self, from: data)
print(article.headline)
for block in article.body { print("\n" + block.text) }
