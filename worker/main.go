package main

import (
	"embed"
	"io/fs"
	"strconv"
	"time"

	"tashikame/worker/serve"
)

// embedded is the repository this Worker was built with. In a fresh clone it
// is empty, and then nothing is answered until something is published.
//
//go:embed all:embedded
var embedded embed.FS

func main() {
	builtIn, err := fs.Sub(embedded, "embedded")
	if err != nil {
		panic(err) // the directory is compiled in
	}
	listen(serve.New(published(), builtIn.(serve.Store), maxAge(getenv("MAX_AGE"))))
}

// maxAge reads the setting in seconds. Half a minute is what KV itself takes to
// tell all its places of a change; less would ask more and learn nothing.
func maxAge(setting string) time.Duration {
	if seconds, err := strconv.Atoi(setting); err == nil && seconds >= 0 {
		return time.Duration(seconds) * time.Second
	}
	return 30 * time.Second
}
