curl -s 'ORIGIN/v1/LOCALE/articles?limit=3'
