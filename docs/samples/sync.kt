import java.net.HttpURLConnection
import java.net.URL
import org.json.JSONObject

val copy = mutableMapOf<String, JSONObject>() // keep both on the device
var token = ""

fun open(url: String) = URL(url).openConnection() as HttpURLConnection
fun HttpURLConnection.json() = JSONObject(inputStream.reader().readText())
fun JSONObject.list(name: String) =
    getJSONArray(name).let { array -> List(array.length()) { array.getJSONObject(it) } }

fun sync() {
    val wanted = mutableMapOf<String, JSONObject>()
    var newest = token
    var page = "ORIGIN/v1/LOCALE/sync" + if (token == "") "" else "?since=$token"
    while (page != "") {
        val connection = open(page)
        if (connection.responseCode == 410) { // the token is too old
            copy.clear()
            token = ""
            return sync()
        }
        val changes = connection.json()
        for (gone in changes.list("deletes")) {
            copy.remove(gone.getString("id"))
            wanted.remove(gone.getString("id"))
        }
        for (upsert in changes.list("upserts")) wanted[upsert.getString("id")] = upsert
        newest = changes.getString("token")
        page = changes.optString("next")
    }
    for ((id, upsert) in wanted) {
        if (copy[id]?.getString("revision") == upsert.getString("revision")) continue
        val connection = open(upsert.getString("api"))
        if (connection.responseCode != 200) return // it has changed again: try anew
        copy[id] = connection.json()
    }
    token = newest // only now that everything is here
}

fun main() {
    sync()
    for (article in copy.values) println(article.getString("headline"))
}
