import Foundation

struct Changes: Decodable {
    struct Upsert: Decodable { let id: String; let api: URL }
    struct Delete: Decodable { let id: String }
    let upserts: [Upsert]
    let deletes: [Delete]
    let token: String
    let next: URL?
}

var copy: [String: Data] = [:] // keep both on the device
var token: String?

func sync() async throws {
    var start = URLComponents(string: "ORIGIN/v1/LOCALE/sync")!
    if let token { start.queryItems = [URLQueryItem(name: "since", value: token)] }
    var url = start.url
    while let page = url {
        let (data, response) = try await URLSession.shared.data(from: page)
        if (response as! HTTPURLResponse).statusCode == 410 { // the token is too old
            copy = [:]
            token = nil
            return try await sync()
        }
        let changes = try JSONDecoder().decode(Changes.self, from: data)
        for gone in changes.deletes { copy[gone.id] = nil }
        for new in changes.upserts { copy[new.id] = try await URLSession.shared.data(from: new.api).0 }
        url = changes.next
        if url == nil { token = changes.token } // only now: whoever breaks off begins again
    }
}

try await sync()
print(copy.count)
