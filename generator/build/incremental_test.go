package build

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"gongkai/generator/build/buildtest"
)

// TestIncrementalEqualsClean changes a site with every kind of page at random,
// step by step. After each step the published tree is that of a clean build,
// byte for byte, the findings are the same, and the outputs said to be made are
// exactly those that differ from before.
func TestIncrementalEqualsClean(t *testing.T) {
	runs, steps := 4, 40
	if slow() {
		runs, steps = 8, 100
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

// rested is how long files must lie untouched to be trusted, and a little more:
// see source.Stamp.
const rested = 2100 * time.Millisecond
