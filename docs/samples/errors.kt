import java.net.HttpURLConnection
import java.net.URL
import org.json.JSONObject

fun main() {
    val url = URL("ORIGIN/v1/LOCALE/articles/no-such-article")
    val connection = url.openConnection() as HttpURLConnection
    if (connection.responseCode >= 400) {
        val problem = JSONObject(connection.errorStream.reader().readText())
        println("${connection.responseCode} ${problem.getString("code")}: ${problem.getString("detail")}")
    }
}
