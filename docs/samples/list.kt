import java.net.URL
import org.json.JSONObject // part of Android

fun main() {
    val text = URL("ORIGIN/v1/LOCALE/articles?limit=3").readText()
    val items = JSONObject(text).getJSONArray("items")
    for (i in 0 until items.length()) println(items.getJSONObject(i).getString("headline"))
}
