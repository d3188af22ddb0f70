import Foundation

struct ArticleList: Decodable {
    let items: [Item]
    let nextCursor: String?
}
struct Item: Decodable {
    let id: String
    let headline: String
}

let url = URL(string: "ORIGIN/v1/LOCALE/articles?limit=3")!
let (data, _) = try await URLSession.shared.data(from: url)
let list = try JSONDecoder().decode(ArticleList.self, from: data)
for item in list.items { print(item.headline) }
