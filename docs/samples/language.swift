import Foundation

// URLSession sends the reader's languages by itself.
let url = URL(string: "ORIGIN/v1/articles?limit=1")!
let (_, response) = try await URLSession.shared.data(from: url)
let answer = response as! HTTPURLResponse
print(answer.value(forHTTPHeaderField: "Content-Language") ?? "")
