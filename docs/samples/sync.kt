import java.net.HttpURLConnection
import java.net.URL
import java.net.URLEncoder
import org.json.JSONObject

val copy = mutableMapOf<String, String>() // keep both on the device
var token = ""

fun sync() {
    var url = "ORIGIN/v1/LOCALE/sync"
    if (token != "") url += "?since=" + URLEncoder.encode(token, "UTF-8")
    while (true) {
        val connection = URL(url).openConnection() as HttpURLConnection
        if (connection.responseCode == 410) { // the token is too old
            copy.clear()
            token = ""
            return sync()
        }
        val changes = JSONObject(connection.inputStream.reader().readText())
        val deletes = changes.getJSONArray("deletes")
        for (i in 0 until deletes.length()) copy.remove(deletes.getJSONObject(i).getString("id"))
        val upserts = changes.getJSONArray("upserts")
        for (i in 0 until upserts.length()) {
            val new = upserts.getJSONObject(i)
            copy[new.getString("id")] = URL(new.getString("api")).readText()
        }
        if (!changes.has("next")) {
            token = changes.getString("token") // only now: whoever breaks off begins again
            return
        }
        url = changes.getString("next")
    }
}

fun main() {
    sync()
    println(copy.size)
}
