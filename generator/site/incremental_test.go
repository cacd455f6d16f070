package site

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"gongkai/generator/site/buildtest"
)

// TestIncrementalEqualsClean changes a site with every kind of page at random,
// step by step. After each step the published tree is that of a clean build,
// byte for byte, the findings are the same, and the outputs said to be made are
// exactly those that differ from before.
func TestIncrementalEqualsClean(t *testing.T) {
	runs, steps := 2, 14
	if slow() {
		runs, steps = histories(5), 50
	}
	for seed := range runs {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			rnd := rand.New(rand.NewPCG(uint64(seed), 4))
			h := newHistory(t, buildtest.Site(), rnd.IntN)
			// Files that have rested are trusted without being read; those of
			// the last two seconds never are. A history has both.
			time.Sleep(rested)
			h.check("rested")
			all := allSteps()
			for range steps {
				h.step(all[rnd.IntN(len(all))])
			}
			t.Logf("%d steps, %d with errors, %d outputs at the end", h.steps, h.errors, len(h.tree))
		})
	}
}

// TestMarksInHistories puts numbers that must not go out into a site, masked ones and
// accepted ones, among other changes: what is published is that of a clean build, or what
// it was before, and of a build that was refused nothing holds the number.
func TestMarksInHistories(t *testing.T) {
	runs, steps := 1, 9
	if slow() {
		runs, steps = histories(4), 40
	}
	for seed := range runs {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			rnd := rand.New(rand.NewPCG(uint64(seed), 14))
			h := newHistory(t, buildtest.Site(), rnd.IntN)
			marks := step{"change marks", changeMarks}
			others := []step{marks, {"edit body", editBody}, {"rename document", renameDocument}, {"delete document", deleteDocument}, {"change day", changeDay}, {"restore", restore}, {"damage snapshot", damageSnapshot}}
			for range steps {
				h.step(marks)
				h.step(others[rnd.IntN(len(others))])
			}
			if h.refused == 0 {
				t.Error("nothing was refused")
			}
			t.Logf("%d steps, %d with errors, %d with numbers that nobody has accepted", h.steps, h.errors, h.refused)
		})
	}
}

// TestDamagedBehindItsHead: a build that has nothing to do neither reads the rest of the
// snapshot nor takes harm from it, and the next one makes all anew.
func TestDamagedBehindItsHead(t *testing.T) {
	t.Parallel()
	opt := newSite(t, buildtest.Site())
	time.Sleep(rested)
	mustBuild(t, opt)
	name := filepath.Join(opt.Source, ".build", "public", "snapshot")
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, data[:len(data)-1], 0o644); err != nil {
		t.Fatal(err)
	}
	res, _ := mustBuild(t, opt)
	if res.Stats.Made != 0 || res.Committed {
		t.Errorf("%d made", res.Stats.Made)
	}
	write(t, opt, "static/note.txt", "x")
	res, tree := mustBuild(t, opt)
	clean, want := buildClean(t, opt)
	if res.Stats.Made != clean.Stats.Made || tree.Sum() != want.Sum() {
		t.Errorf("%d made, not %d", res.Stats.Made, clean.Stats.Made)
	}
}

// FuzzIncremental takes bytes for the choices of a history: which steps, on
// which files, with which values.
//
//	go test ./generator/site -run '^$' -fuzz FuzzIncremental -fuzzminimizetime 1x
func FuzzIncremental(f *testing.F) {
	f.Add([]byte{1, 2, 3, 4, 5, 6})
	f.Add([]byte{13, 0, 0, 0, 0, 13, 1, 1, 0, 0})
	f.Add([]byte("restore what was there before"))
	f.Fuzz(func(t *testing.T, script []byte) {
		pick := func(n int) int {
			if len(script) == 0 {
				return 0
			}
			// Two bytes, for a snapshot has more than 256 of them.
			chosen := int(script[0])
			script = script[1:]
			if n > 256 && len(script) > 0 {
				chosen = chosen<<8 | int(script[0])
				script = script[1:]
			}
			return chosen % n
		}
		h := newHistory(t, buildtest.Site(), pick)
		all := allSteps()
		for steps := 0; len(script) > 0 && steps < maxFuzzSteps; steps++ {
			h.step(all[pick(len(all))])
		}
	})
}

// maxFuzzSteps bounds a history, so that the fuzzer tries many short ones.
const maxFuzzSteps = 8

// rested is how long files must lie untouched to be trusted, and a little more:
// see source.Stamp.
const rested = 2100 * time.Millisecond
