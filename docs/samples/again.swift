import Foundation

// URLSession keeps answers and asks with their validators by itself. By hand:
var request = URLRequest(url: URL(string: "ORIGIN/v1/LOCALE/articles/SLUG")!)
request.cachePolicy = .reloadIgnoringLocalCacheData
let (_, first) = try await URLSession.shared.data(for: request)
let etag = (first as! HTTPURLResponse).value(forHTTPHeaderField: "ETag")
request.setValue(etag, forHTTPHeaderField: "If-None-Match")
let (_, again) = try await URLSession.shared.data(for: request)
print((again as! HTTPURLResponse).statusCode) // 304: what you have is still right
