import Foundation

struct Changes: Decodable {
    struct Upsert: Decodable { let id: String; let revision: String; let api: URL }
    struct Delete: Decodable { let id: String }
    let upserts: [Upsert]
    let deletes: [Delete]
    let token: String
    let next: URL?
}
struct Kept { let revision: String; let article: Data }

var copy: [String: Kept] = [:] // keep both on the device
var token: String?

func sync() async throws {
    var wanted: [String: Changes.Upsert] = [:]
    var newest = token
    let since = token.map { "?since=" + $0 } ?? ""
    var page = URL(string: "ORIGIN/v1/LOCALE/sync" + since)
    while let url = page {
        let (data, response) = try await URLSession.shared.data(from: url)
        if (response as! HTTPURLResponse).statusCode == 410 { // the token is too old
            copy = [:]
            token = nil
            return try await sync()
        }
        let changes = try JSONDecoder().decode(Changes.self, from: data)
        for gone in changes.deletes {
            copy[gone.id] = nil
            wanted[gone.id] = nil
        }
        for upsert in changes.upserts { wanted[upsert.id] = upsert }
        newest = changes.token
        page = changes.next
    }
    for (id, upsert) in wanted where copy[id]?.revision != upsert.revision {
        let (data, response) = try await URLSession.shared.data(from: upsert.api)
        // If it has changed again: try anew from the old token.
        guard (response as! HTTPURLResponse).statusCode == 200 else { return }
        copy[id] = Kept(revision: upsert.revision, article: data)
    }
    token = newest // only now that everything is here
}

try await sync()
print(copy.count)
