//go:build !js

package main

import (
	"cmp"
	"fmt"
	"net/http"
	"os"
	"time"

	"tashikame/worker/serve"
)

func listen(handler http.Handler) {
	server := &http.Server{
		Addr:              "127.0.0.1:" + cmp.Or(os.Getenv("PORT"), "8787"),
		Handler:           handler,
		ReadHeaderTimeout: 5 * time.Second,
	}
	fmt.Println("ready http://" + server.Addr)
	fmt.Fprintln(os.Stderr, server.ListenAndServe())
	os.Exit(1)
}

func getenv(name string) string { return os.Getenv(name) }

func published() serve.Store {
	return os.DirFS(cmp.Or(os.Getenv("KV"), "build/kv")).(serve.Store)
}
