curl -s ORIGIN/v1/LOCALE/articles/SLUG
