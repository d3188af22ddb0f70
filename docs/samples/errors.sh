curl -s ORIGIN/v1/LOCALE/articles/no-such-article
