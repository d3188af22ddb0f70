# Everything; then, with the token of the last page, what has changed since.
curl -s ORIGIN/v1/LOCALE/sync
curl -s 'ORIGIN/v1/LOCALE/sync?since=TOKEN'
