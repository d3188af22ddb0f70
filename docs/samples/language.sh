curl -si -H 'Accept-Language: uk, en;q=0.5' 'ORIGIN/v1/articles?limit=1'
