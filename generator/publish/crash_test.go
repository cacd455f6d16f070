package publish

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// scenario is builds that go well, and one during which something happens.
type scenario struct {
	name   string
	before []content
	then   content
	// lose is what is deleted before the last build.
	lose string
}

var scenarios = []scenario{
	{name: "first build", then: first},
	{name: "second build, the spare is made", before: []content{first}, then: second},
	{name: "third build, the spare is there", before: []content{first, second}, then: first},
	{name: "all is removed", before: []content{first, second, first}, then: content{}},
	{name: "no change", before: []content{first, second}, then: second},
	{name: "a file becomes a folder", before: []content{{"a": "1", "b": "2"}, {"a": "1", "b": "3"}}, then: content{"a/x": "1", "b": "3"}},
	{name: "the snapshot is lost", before: []content{first, second}, then: first, lose: ".build/public/snapshot"},
	{name: "the published folder is lost", before: []content{first, second}, then: first, lose: "public"},
}

// each calls do with a site on which the builds that go well are done, for
// every number of operations that the last build may get to.
func (s scenario) each(t *testing.T, basic bool, do func(t *testing.T, site string, k int) (hit bool)) {
	base := memory(t)
	for k := 0; ; k++ {
		site := filepath.Join(base, fmt.Sprint(k))
		must(t, os.Mkdir(site, 0o755))
		for _, c := range s.before {
			sys := healthy()
			sys.basic = basic
			_, err := build(site, sys, c)
			must(t, err)
		}
		if s.lose != "" {
			must(t, os.RemoveAll(filepath.Join(site, filepath.FromSlash(s.lose))))
		}
		if hit := do(t, site, k); !hit {
			if k < 3 {
				t.Fatalf("only %d operations", k)
			}
			return
		}
		must(t, os.RemoveAll(site))
		if k > 500 {
			t.Fatal("no end of operations")
		}
	}
}

// systems are the kinds of systems: with atomic exchange and hard links, and
// without ("basic"). Windows has no such exchange.
func systems() []bool {
	if runtime.GOOS == "windows" {
		return []bool{true}
	}
	return []bool{false, true}
}

// run runs every scenario on each kind of system.
func run(t *testing.T, do func(t *testing.T, s scenario, basic bool)) {
	for _, s := range scenarios {
		for _, basic := range systems() {
			t.Run(fmt.Sprintf("%s, basic %v", s.name, basic), func(t *testing.T) {
				t.Parallel()
				do(t, s, basic)
			})
		}
	}
}

// Killed after any operation, the site is the old one or the new one, and the
// next build needs no help.
func TestKilledAnywhere(t *testing.T) {
	run(t, func(t *testing.T, s scenario, basic bool) {
		s.each(t, basic, func(t *testing.T, site string, k int) bool {
			old := published(t, filepath.Join(site, "public"))
			sys := killedAt(k)
			sys.basic = basic
			_, err := build(site, sys, s.then)
			if !sys.hit {
				must(t, err)
			}
			now := published(t, filepath.Join(site, "public"))
			if basic && now == nil && old != nil {
				now = published(t, filepath.Join(site, ".build", "public", oldName))
			}
			expectOneOf(t, k, now, old, s.then)
			goOn(t, site, k, basic, old, s.then)
			return sys.hit
		})
	})
}

// slow reports whether tests may take minutes: GONGKAI_SLOW=1.
func slow() bool { return os.Getenv("GONGKAI_SLOW") != "" }

// Killed again while recovering, after any operation.
func TestKilledWhileRecovering(t *testing.T) {
	s := scenario{before: []content{first, second}, then: first}
	for _, basic := range systems() {
		s.each(t, basic, func(t *testing.T, site string, k int) bool {
			sys := killedAt(k)
			sys.basic = basic
			build(site, sys, s.then)
			if k%3 > 0 && !slow() {
				return sys.hit
			}
			// The state after the first kill is kept, and copied for each second one.
			for k2 := 0; ; k2++ {
				copied := filepath.Join(site, "..", fmt.Sprintf("again-%d-%d", k, k2))
				must(t, os.CopyFS(copied, os.DirFS(site)))
				again := killedAt(k2)
				again.basic = basic
				build(copied, again, s.then)
				now := published(t, filepath.Join(copied, "public"))
				if basic && now == nil {
					now = published(t, filepath.Join(copied, ".build", "public", oldName))
				}
				expectOneOf(t, k2, now, second, first)
				goOn(t, copied, k2, basic, second, first)
				must(t, os.RemoveAll(copied))
				if !again.hit {
					break
				}
				if k2 > 6 && !slow() {
					break // the operations of Open; what follows is as in TestKilledAnywhere
				}
			}
			return sys.hit
		})
	}
}

// expectOneOf fails unless now is the old content or the new.
func expectOneOf(t *testing.T, k int, now, old, new content) {
	t.Helper()
	if cmp.Equal(now, new) || cmp.Equal(now, old) {
		return
	}
	t.Fatalf("after %d operations neither the old site nor the new:\n%s", k, cmp.Diff(new, now))
}

// goOn opens the site again, expects the snapshot of what is published, and
// builds the new content and one more.
func goOn(t *testing.T, site string, k int, basic bool, old, new content) {
	t.Helper()
	sys := healthy()
	sys.basic = basic
	p, err := Open(site, filepath.Join(site, "public"), Options{sys: sys})
	if err != nil {
		t.Fatalf("after %d operations: %v", k, err)
	}
	now := published(t, filepath.Join(site, "public"))
	expectOneOf(t, k, now, old, new)
	facts, err := p.Snapshot()
	must(t, err)
	if facts != nil && !cmp.Equal(parse(facts), now) {
		t.Fatalf("after %d operations the snapshot of another tree:\n%s", k, cmp.Diff(now, parse(facts)))
	}
	must(t, p.Close())
	for _, want := range []content{new, {"index.html": "three", "a/6.html": "6"}} {
		sys := healthy()
		sys.basic = basic
		if _, err := build(site, sys, want); err != nil {
			t.Fatalf("after %d operations: %v", k, err)
		}
		expect(t, site, want)
	}
}

// Disk full and missing rights, at any operation: the error says so, what is
// published stays, and the next build needs no help.
func TestFailingAnywhere(t *testing.T) {
	faults := []struct {
		err  error
		kind Kind
	}{{syscall.ENOSPC, DiskFull}, {syscall.EACCES, Permission}, {syscall.EIO, other}}
	run(t, func(t *testing.T, s scenario, basic bool) {
		for shift := range faults {
			if shift > 0 && !slow() {
				break // one fault for each operation, in turn
			}
			s.each(t, basic, func(t *testing.T, site string, k int) bool {
				fault := faults[(k+shift)%len(faults)]
				return failOnce(t, s, site, k, basic, fault.err, fault.kind)
			})
		}
	})
}

// failOnce lets operation k of the last build fail.
func failOnce(t *testing.T, s scenario, site string, k int, basic bool, cause error, kind Kind) (hit bool) {
	out := filepath.Join(site, "public")
	old := published(t, out)
	sys := failingAt(k, cause)
	sys.basic = basic
	_, err := build(site, sys, s.then)
	want := s.then
	var f *Failure
	switch {
	case errors.As(err, &f):
		want = old
		if f.Kind != kind || !errors.Is(err, cause) || f.Refused() {
			t.Errorf("operation %d: kind %d, error %v", k, f.Kind, err)
		}
	case err != nil:
		t.Errorf("operation %d: %T %v", k, err, err)
	}
	if diff := cmp.Diff(want, published(t, out)); diff != "" {
		t.Fatalf("operation %d: error %v, published:\n%s", k, err, diff)
	}
	goOn(t, site, k, basic, old, s.then)
	return sys.hit
}

// A snapshot is there after every kill but those of a first build, whose tree
// may not be published yet.
func TestSnapshotSurvives(t *testing.T) {
	s := scenario{before: []content{first}, then: second}
	s.each(t, false, func(t *testing.T, site string, k int) bool {
		sys := killedAt(k)
		build(site, sys, s.then)
		p, err := Open(site, filepath.Join(site, "public"), Options{sys: healthy()})
		must(t, err)
		defer p.Close()
		facts, err := p.Snapshot()
		must(t, err)
		if diff := cmp.Diff(published(t, filepath.Join(site, "public")), parse(facts)); diff != "" {
			t.Errorf("after %d operations:\n%s", k, diff)
		}
		return sys.hit
	})
}

// Random builds, aborts and kills do what a map does.
func TestModel(t *testing.T) {
	seeds := uint64(20)
	if slow() {
		seeds = 400
	}
	for seed := range seeds {
		r := rand.New(rand.NewPCG(seed, 7))
		site := memory(t)
		var now content
		for step := range 25 {
			want := mutate(r, now)
			sys := healthy()
			sys.basic = seed%4 == 3
			switch r.IntN(4) {
			case 0:
				sys.at, sys.err = r.IntN(60), errKilled
			case 1:
				sys.at, sys.err, sys.once = r.IntN(60), syscall.ENOSPC, true
			}
			_, err := build(site, sys, want)
			got := published(t, filepath.Join(site, "public"))
			switch {
			case err == nil:
				now = want
			case sys.err == errKilled && cmp.Equal(got, want):
				now = want // killed behind the exchange
			}
			if sys.hit && sys.basic && got == nil {
				p, err := Open(site, filepath.Join(site, "public"), Options{sys: healthy()})
				must(t, err)
				must(t, p.Close())
				got = published(t, filepath.Join(site, "public"))
			}
			if diff := cmp.Diff(now, got); diff != "" {
				t.Fatalf("seed %d, step %d, error %v:\n%s", seed, step, err, diff)
			}
		}
	}
}

// mutate returns c with a few paths changed. Names are few, so that files and
// folders often want each other's place.
func mutate(r *rand.Rand, c content) content {
	next := maps.Clone(c)
	if next == nil {
		next = content{}
	}
	for range r.IntN(6) {
		path := string(rune('a' + r.IntN(3)))
		for range r.IntN(3) {
			path += "/" + string(rune('a'+r.IntN(3)))
		}
		for other := range next {
			if within := func(a, b string) bool { return len(a) > len(b) && a[:len(b)+1] == b+"/" }; within(other, path) || within(path, other) {
				delete(next, other)
			}
		}
		if r.IntN(3) == 0 {
			delete(next, path)
		} else {
			next[path] = fmt.Sprint(r.IntN(5))
		}
	}
	return next
}
