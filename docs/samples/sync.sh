curl -s ORIGIN/v1/LOCALE/sync
curl -s 'ORIGIN/v1/LOCALE/sync?since=TOKEN'
