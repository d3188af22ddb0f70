import java.net.HttpURLConnection
import java.net.URL
import java.util.Locale

fun main() {
    val connection = URL("ORIGIN/v1/articles?limit=1").openConnection() as HttpURLConnection
    connection.setRequestProperty("Accept-Language", Locale.getDefault().toLanguageTag())
    println(connection.getHeaderField("Content-Language"))
}
