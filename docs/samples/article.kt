import java.net.URL
import org.json.JSONObject

fun main() {
    val article = JSONObject(URL("ORIGIN/v1/LOCALE/articles/SLUG").readText())
    println(article.getString("headline"))
    val body = article.getJSONArray("body")
    for (i in 0 until body.length()) println("\n" + body.getJSONObject(i).getString("text"))
}
