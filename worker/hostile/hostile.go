package hostile

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"

	"github.com/theupdateframework/go-tuf/v2/metadata"

	"tashikame/wasm/rules"
	"tashikame/worker/layout"
	"tashikame/worker/repo"
)

// Attack is one way in which a rule server can lie.
type Attack struct {
	Name, About string
	// Stolen are the keys without which the attack cannot be made.
	Stolen []string
	make   func(*lab) (http.Handler, error)
}

// Serve gives the attack on clients that have seen the repository. The
// repository must hold two publications or more; it stays as it is.
func (a Attack) Serve(repository string, keys repo.Keys) (http.Handler, error) {
	l, err := newLab(repository, keys)
	if err != nil {
		return nil, err
	}
	handler, err := a.make(l)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", a.Name, err)
	}
	return handler, nil
}

// lab is where an attack is prepared: a copy of what clients have seen, with
// an honest next publication beside it.
type lab struct {
	keys repo.Keys
	seen *repo.Repository
	next *repo.Repository
}

func newLab(repository string, keys repo.Keys) (*lab, error) {
	l := &lab{keys: keys}
	for _, r := range []**repo.Repository{&l.seen, &l.next} {
		var err error
		if *r, err = copied(repository); err != nil {
			return nil, err
		}
	}
	if l.seen.Snapshot == nil || l.seen.Snapshot.Signed.Version < 2 {
		return nil, fmt.Errorf("%s: publish twice before attacking", repository)
	}
	return l, l.publish(l.next, keys)
}

// copied is a repository of one's own, in a folder that outlives the attack by
// as long as the system keeps its temporary files.
func copied(repository string) (*repo.Repository, error) {
	dir, err := os.MkdirTemp("", "hostile-")
	if err != nil {
		return nil, err
	}
	if err := os.CopyFS(dir, os.DirFS(repository)); err != nil {
		return nil, err
	}
	return repo.Open(dir)
}

// publish puts a book into a repository that says more than the one before.
func (l *lab) publish(r *repo.Repository, keys repo.Keys) error {
	book, err := r.Book()
	if err != nil {
		return err
	}
	if book == nil {
		book = rules.Baseline()
	}
	changed := *book
	changed.Opaque = append(changed.Opaque[:len(changed.Opaque):len(changed.Opaque)], "attacker.example")
	_, err = r.Publish(&changed, keys, repo.In(day, day, day))
	return err
}

// lie answers honestly except for the files that are named.
type lie struct {
	dir   string
	about map[string]http.HandlerFunc
}

func (l lie) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Access-Control-Allow-Origin", "*")
	if answer := l.about[filepath.Base(r.URL.Path)]; answer != nil {
		answer(w, r)
		return
	}
	name := strings.TrimPrefix(r.URL.Path, layout.Base)
	text, err := os.ReadFile(filepath.Join(l.dir, filepath.FromSlash(filepath.Clean("/"+name))))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	w.Write(text)
}

func bytesOf(text []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.Write(text) }
}

// forge signs any metadata with whichever keys were stolen.
func forge[T metadata.Roles](l *lab, meta *metadata.Metadata[T], keys ...string) ([]byte, error) {
	if err := repo.Sign(meta, l.keys, keys...); err != nil {
		return nil, err
	}
	return meta.ToBytes(false)
}

// pack is the name of the one target of a repository's newest publication.
func pack(r *repo.Repository) string {
	hash := r.Targets.Signed.Targets[layout.Pack].Hashes["sha256"]
	return layout.Target(hash.String(), layout.Pack)
}
