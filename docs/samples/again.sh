etag=$(curl -sI ORIGIN/v1/LOCALE/articles/SLUG | sed -n 's/^etag: //ip' | tr -d '\r')
curl -si -H "If-None-Match: $etag" ORIGIN/v1/LOCALE/articles/SLUG
