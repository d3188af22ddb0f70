import java.net.HttpURLConnection
import java.net.URL

fun main() {
    val url = URL("ORIGIN/v1/LOCALE/articles/SLUG")
    val etag = url.openConnection().getHeaderField("ETag")
    val again = url.openConnection() as HttpURLConnection
    again.setRequestProperty("If-None-Match", etag)
    println(again.responseCode) // 304: what you have is still right
}
