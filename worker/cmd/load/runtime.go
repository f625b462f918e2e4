package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// runtime is a workerd that runs one configuration.
type runtime struct {
	cmd  *exec.Cmd
	addr string
}

func start(config, kv string, env ...string) (*runtime, error) {
	program, err := exec.Command("node", "-p", `require("workerd").default`).Output()
	if err != nil {
		return nil, fmt.Errorf("workerd is not installed (%w): run `npm ci`", err)
	}
	addr, err := freeAddress()
	if err != nil {
		return nil, err
	}
	r := &runtime{addr: addr, cmd: exec.Command(strings.TrimSpace(string(program)), "serve", config,
		"--socket-addr=http="+addr, "--directory-path=kv="+kv)}
	r.cmd.Env = append(os.Environ(), env...)
	r.cmd.Stderr = os.Stderr
	r.cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if err := r.cmd.Start(); err != nil {
		return nil, err
	}
	for range 200 {
		if c, err := net.Dial("tcp", addr); err == nil {
			return r, c.Close()
		}
		time.Sleep(25 * time.Millisecond)
	}
	r.stop()
	return nil, fmt.Errorf("%s does not answer: run `make worker` first", config)
}

func (r *runtime) stop() { r.cmd.Process.Kill(); r.cmd.Wait() }

func freeAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return l.Addr().String(), l.Close()
}

type answer struct {
	*http.Response
	body string
}

func (r *runtime) get(path string) (*answer, error) {
	res, err := http.Get("http://" + r.addr + path)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		return nil, err
	}
	if res.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s: %s", path, res.Status, body)
	}
	return &answer{res, string(body)}, nil
}

// load asks over and over for a time, and gives requests per second.
func (r *runtime) load(path string, connections int, long time.Duration) (float64, error) {
	began := time.Now()
	end := began.Add(long)
	n, err := r.each(path, connections, func(int64) bool { return time.Now().Before(end) })
	return float64(n) / time.Since(began).Seconds(), err
}

// count asks a number of times.
func (r *runtime) count(path string, connections, requests int) error {
	_, err := r.each(path, connections, func(done int64) bool { return done < int64(requests) })
	return err
}

func (r *runtime) each(path string, connections int, more func(done int64) bool) (int64, error) {
	var done atomic.Int64
	errs := make(chan error, connections)
	var all sync.WaitGroup
	for range connections {
		all.Go(func() {
			if err := r.ask(path, &done, more); err != nil {
				errs <- err
			}
		})
	}
	all.Wait()
	select {
	case err := <-errs:
		return 0, err
	default:
		return done.Load(), nil
	}
}

// ask sends the same request over one connection. It reads by hand, because
// net/http would cost more than the server that is measured.
func (r *runtime) ask(path string, done *atomic.Int64, more func(int64) bool) error {
	c, err := net.Dial("tcp", r.addr)
	if err != nil {
		return err
	}
	defer c.Close()
	request := []byte("GET " + path + " HTTP/1.1\r\nHost: " + r.addr + "\r\n\r\n")
	in := bufio.NewReaderSize(c, 64<<10)
	for more(done.Load()) {
		if _, err := c.Write(request); err != nil {
			return err
		}
		if err := skipAnswer(in); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		done.Add(1)
	}
	return nil
}

func skipAnswer(in *bufio.Reader) error {
	line, err := in.ReadSlice('\n')
	if err != nil {
		return err
	}
	if !strings.HasPrefix(string(line), "HTTP/1.1 200") {
		return fmt.Errorf("answered %q", strings.TrimSpace(string(line)))
	}
	length := -1
	for {
		line, err := in.ReadSlice('\n')
		if err != nil {
			return err
		}
		if len(line) <= 2 {
			break
		}
		if value, ok := strings.CutPrefix(string(line), "Content-Length: "); ok {
			if length, err = strconv.Atoi(strings.TrimSpace(value)); err != nil {
				return err
			}
		}
	}
	if length < 0 {
		return fmt.Errorf("an answer without Content-Length")
	}
	_, err = in.Discard(length)
	return err
}

// resident is the runtime's resident memory in bytes.
func (r *runtime) resident() (int, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", r.cmd.Process.Pid))
	if err != nil {
		return 0, err
	}
	pages, err := strconv.Atoi(strings.Fields(string(text))[1])
	return pages * os.Getpagesize(), err
}
