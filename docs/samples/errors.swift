import Foundation

struct Problem: Decodable, Error {
    let status: Int
    let code: String
    let detail: String
}

let url = URL(string: "ORIGIN/v1/LOCALE/articles/no-such-article")!
let (data, response) = try await URLSession.shared.data(from: url)
if (response as! HTTPURLResponse).statusCode >= 400 {
    throw try JSONDecoder().decode(Problem.self, from: data)
}
