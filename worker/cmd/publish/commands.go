package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"tashikame/wasm/rules"
	"tashikame/worker/layout"
	"tashikame/worker/repo"
	"tashikame/worker/review"
)

func defineKeys(f *flag.FlagSet) func([]string, io.Writer) error {
	dir := f.String("dir", defaultKeys, "`folder` to make the keys in")
	rootFor := f.Duration("root-for", 365*day, "how long the root is good")
	return func(_ []string, out io.Writer) error {
		keys, err := repo.MakeKeys(*dir, *rootFor)
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "made the keys in %s and signed %s with %d of them (%d are needed)\n",
			*dir, keys.RootFile(), len(repo.RootKeys), repo.Threshold)
		return nil
	}
}

func defineBuild(f *flag.FlagSet) func([]string, io.Writer) error {
	var book bookFlags
	book.define(f)
	file := f.String("o", "", "`file` to write; without it standard output")
	return func(_ []string, out io.Writer) error {
		b, err := book.read()
		if err != nil {
			return err
		}
		pack, err := repo.Encode(b)
		if err != nil {
			return err
		}
		if *file == "" {
			_, err := out.Write(pack)
			return err
		}
		return os.WriteFile(*file, pack, 0o644)
	}
}

func defineLint(f *flag.FlagSet) func([]string, io.Writer) error {
	dir := f.String("book", "", "`folder` of the YAML book; without it the book this program was built with")
	return func(_ []string, out io.Writer) error {
		b, err := (&bookFlags{dir: *dir}).find()
		if b == nil {
			return err
		}
		return review.Lint(b) // which says all that err does, and more
	}
}

func defineDiff(f *flag.FlagSet) func([]string, io.Writer) error {
	return func(args []string, out io.Writer) error {
		older, err := anyBook(args[0])
		if err != nil {
			return err
		}
		newer, err := anyBook(args[1])
		if err != nil {
			return err
		}
		lines, err := review.Diff(older, newer)
		for _, line := range lines {
			fmt.Fprintln(out, line)
		}
		return err
	}
}

// anyBook reads a book from wherever one can lie.
func anyBook(path string) (*rules.Book, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, err
	case !info.IsDir():
		return (&bookFlags{pack: path}).find()
	case missing(filepath.Join(path, layout.Timestamp)):
		return (&bookFlags{dir: path}).find()
	}
	r, err := repo.Open(path)
	if err != nil {
		return nil, err
	}
	return r.Book()
}

func defineSign(f *flag.FlagSet) func([]string, io.Writer) error {
	var book bookFlags
	var expiry expiryFlags
	book.defineSigned(f)
	expiry.define(f)
	keys := f.String("keys", defaultKeys, "`folder` of the targets, snapshot and timestamp keys")
	dir := f.String("repo", defaultRepository, "repository `folder`")
	start := f.Bool("new", false, "start the repository, with the root beside the keys")
	return func(_ []string, out io.Writer) error {
		if *start {
			if err := repo.Create(*dir, repo.Keys(*keys)); err != nil {
				return err
			}
		}
		return sign(*dir, repo.Keys(*keys), book, expiry, out)
	}
}

func sign(dir string, keys repo.Keys, book bookFlags, expiry expiryFlags, out io.Writer) error {
	b, err := book.read()
	if err != nil {
		return err
	}
	r, err := repo.Open(dir)
	if err != nil {
		return err
	}
	r.Untried = book.untried
	published, err := r.Publish(b, keys, expiry.fromNow())
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "signed book %d of %s; timestamp %d is good until %s\n", published.Version, published.Made,
		r.Timestamp.Signed.Version, r.Timestamp.Signed.Expires.Format(time.RFC3339))
	return nil
}

func defineTimestamp(f *flag.FlagSet) func([]string, io.Writer) error {
	var expiry expiryFlags
	expiry.defineTimestamp(f)
	keys := f.String("keys", defaultKeys, "`folder` of the timestamp key")
	dir := f.String("repo", defaultRepository, "repository `folder`")
	return func(_ []string, out io.Writer) error {
		r, err := repo.Open(*dir)
		if err != nil {
			return err
		}
		if err := r.Refresh(repo.Keys(*keys), expiry.fromNow()); err != nil {
			return err
		}
		fmt.Fprintf(out, "timestamp %d is good until %s\n", r.Timestamp.Signed.Version, r.Timestamp.Signed.Expires.Format(time.RFC3339))
		for role, expires := range map[string]time.Time{
			"root": r.Root.Signed.Expires, "targets": r.Targets.Signed.Expires, "snapshot": r.Snapshot.Signed.Expires,
		} {
			if left := time.Until(expires); left < 14*day {
				fmt.Fprintf(out, "the %s expires in %d days: sign it anew\n", role, int(left/day))
			}
		}
		return nil
	}
}

func defineRotate(f *flag.FlagSet) func([]string, io.Writer) error {
	var expiry expiryFlags
	expiry.define(f)
	rootFor := f.Duration("root-for", 365*day, "how long the new root is good")
	keys := f.String("keys", defaultKeys, "`folder` of the keys")
	dir := f.String("repo", defaultRepository, "repository `folder`")
	return func(names []string, out io.Writer) error {
		r, err := repo.Open(*dir)
		if err != nil {
			return err
		}
		if err := r.Rotate(repo.Keys(*keys), *rootFor, expiry.fromNow(), names...); err != nil {
			return err
		}
		fmt.Fprintf(out, "signed root %d, good until %s; %s is what the next release trusts\n",
			r.Root.Signed.Version, r.Root.Signed.Expires.Format(time.RFC3339), repo.Keys(*keys).RootFile())
		return nil
	}
}

func definePush(f *flag.FlagSet) func([]string, io.Writer) error {
	dir := f.String("repo", defaultRepository, "repository `folder`")
	store := f.String("kv", "", "`folder` that a workerd on this machine reads as its KV")
	wrangler := f.String("wrangler", "", "wrangler configuration `file`: push to the KV of that deployment instead")
	local := f.String("local", "", "with -wrangler: `folder` in which wrangler keeps KV on this machine, instead of Cloudflare's own")
	binding := f.String("binding", "RULES", "name of the KV binding in the wrangler configuration")
	unchecked := f.Bool("unchecked", false, "push also what no client would take (for tests of clients)")
	return func(_ []string, out io.Writer) error {
		if (*store == "") == (*wrangler == "") {
			return fmt.Errorf("%w: say where to with either -kv or -wrangler", errUsage)
		}
		if !*unchecked {
			if err := checkBeforePush(*dir); err != nil {
				return err
			}
		}
		r, err := repo.Open(*dir)
		if err != nil {
			return err
		}
		if *wrangler != "" {
			return r.PushKV(repo.KV{Binding: *binding, Local: *local, Run: repo.Wrangler(*wrangler)})
		}
		return r.PushDir(*store)
	}
}

// checkBeforePush walks the repository as a client that knows only its first root.
func checkBeforePush(dir string) error {
	root, err := os.ReadFile(filepath.Join(dir, layout.Root(1)))
	if err != nil {
		return err
	}
	if _, err := repo.Verify(dir, root, ""); err != nil {
		return fmt.Errorf("not pushed, for no client would take it: %w", err)
	}
	return nil
}

func defineVerify(f *flag.FlagSet) func([]string, io.Writer) error {
	root := f.String("root", filepath.Join(defaultKeys, "root.json"), "the root to trust (`file`)")
	state := f.String("state", "", "`folder` that remembers what was seen, so that a step back is noticed")
	file := f.String("o", "", "`file` to write the verified pack to")
	return func(args []string, out io.Writer) error {
		trusted, err := os.ReadFile(*root)
		if err != nil {
			return err
		}
		v, err := repo.Verify(args[0], trusted, *state)
		if err != nil {
			return fmt.Errorf("%s: %w", args[0], err)
		}
		for _, role := range v.Roles {
			fmt.Fprintf(out, "%-9s version %d, good until %s\n", role.Name, role.Version, role.Expires.Format(time.RFC3339))
		}
		fmt.Fprintf(out, "book      version %d, made %s, %d bytes\n", v.Book.Version, v.Book.Made, len(v.Pack))
		if *file == "" {
			return nil
		}
		return os.WriteFile(*file, v.Pack, 0o644)
	}
}

func defineDev(f *flag.FlagSet) func([]string, io.Writer) error {
	var book bookFlags
	var expiry expiryFlags
	book.defineSigned(f)
	expiry.define(f)
	keys := f.String("keys", defaultKeys, "`folder` of the keys; made when there are none")
	dir := f.String("repo", defaultRepository, "repository `folder`; started when there is none")
	after := f.String("after", "worker/embedded", "`folder` of what is built into the Worker: a new repository goes on from there")
	store := f.String("kv", defaultStore, "`folder` that workerd reads as its KV; \"\" pushes nothing")
	return func(_ []string, out io.Writer) error {
		if err := prepare(repo.Keys(*keys), *dir, *after); err != nil {
			return err
		}
		if err := sign(*dir, repo.Keys(*keys), book, expiry, out); err != nil || *store == "" {
			return err
		}
		r, err := repo.Open(*dir)
		if err != nil {
			return err
		}
		return r.PushDir(*store)
	}
}

// prepare makes keys and repository where there are none. A client that was
// answered from what is built in must see whatever follows as newer.
func prepare(keys repo.Keys, dir, after string) error {
	if missing(keys.RootFile()) {
		if _, err := repo.MakeKeys(string(keys), 365*day); err != nil {
			return err
		}
	}
	if !missing(filepath.Join(dir, layout.Root(1))) {
		return nil
	}
	if after != "" {
		if continued, err := repo.Continue(dir, after, keys); err != nil || continued {
			return err
		}
	}
	return repo.Create(dir, keys)
}

func missing(file string) bool {
	_, err := os.Stat(file)
	return errors.Is(err, fs.ErrNotExist)
}
