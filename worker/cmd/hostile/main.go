// Command hostile runs a rule server that attacks whoever asks it, for tests of
// clients.
//
//	go run ./worker/cmd/hostile -keys DIR -repo DIR -port 8787 ATTACK
//
// The repository is what the client has seen, two publications or more. It
// prints `ready http://127.0.0.1:PORT`, then a line for what it is asked, and
// ends when its standard input does, where that is a pipe. Without an attack it
// lists them.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"slices"
	"strings"
	"time"

	"tashikame/worker/hostile"
	"tashikame/worker/repo"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "hostile:", err)
		os.Exit(1)
	}
}

func run() error {
	keys := flag.String("keys", "build/keys", "`folder` of the keys")
	dir := flag.String("repo", "build/repository", "repository `folder`")
	port := flag.Int("port", 0, "port on loopback; 0 takes a free one")
	flag.Parse()
	if flag.NArg() == 0 {
		for _, a := range hostile.All {
			fmt.Printf("%-20s %s%s\n", a.Name, a.About, stolen(a))
		}
		return nil
	}
	i := slices.IndexFunc(hostile.All, func(a hostile.Attack) bool { return a.Name == flag.Arg(0) })
	if i < 0 {
		return fmt.Errorf("there is no attack %q: without one, all are listed", flag.Arg(0))
	}
	handler, err := hostile.All[i].Serve(*dir, repo.Keys(*keys))
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", *port))
	if err != nil {
		return err
	}
	server := &http.Server{Handler: told(handler), ReadHeaderTimeout: 5 * time.Second}
	if in, err := os.Stdin.Stat(); err == nil && in.Mode()&os.ModeNamedPipe != 0 {
		go func() {
			io.Copy(io.Discard, os.Stdin)
			server.Close()
		}()
	}
	fmt.Printf("ready http://%s\n", listener.Addr())
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// told prints what is asked for before it is answered.
func told(handler http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Println("asked", r.URL.Path)
		handler.ServeHTTP(w, r)
	})
}

func stolen(a hostile.Attack) string {
	if a.Stolen == nil {
		return ""
	}
	return " (stolen: " + strings.Join(a.Stolen, ", ") + ")"
}
