package privacy

import (
	"os"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/corpus/lawtest"
	"gongkai/generator/privacy/privacytest"
)

// findText returns all hits in a text.
func findText(passages []privacytest.Passage) []Hit {
	r := newReader()
	var hits []Hit
	for _, p := range passages {
		hits = append(hits, r.Find(Passage{Cells: p.Cells, Heads: p.Heads})...)
	}
	return hits
}

// recalled counts what was planted, and of it what was found, by code. Something found
// that was not planted is told.
func recalled(t *testing.T, text privacytest.Text, planted, found map[string]int) {
	t.Helper()
	left := map[privacytest.Planted]int{}
	for _, h := range findText(text.Passages) {
		left[privacytest.Planted{Code: h.Rule.Code, Value: h.value}]++
	}
	for _, p := range text.Planted {
		planted[p.Code]++
		if left[p] > 0 {
			found[p.Code]++
			left[p]--
		} else if p.Code != ruleCard.Code {
			t.Errorf("%s is not found in %q", p.Value, text.Passages)
		}
	}
	for p, n := range left {
		// The first fifteen digits of an ID that goes on in the next passage may look like an old one.
		begun := p.Code == ruleOldResident.Code && slices.ContainsFunc(text.Planted, func(q privacytest.Planted) bool { return strings.HasPrefix(q.Value, p.Value) })
		if n > 0 && p.Code != ruleCondition.Code && !begun {
			t.Errorf("%s %s was not planted: %q", p.Code, p.Value, text.Passages)
		}
	}
}

// TestRecall plants numbers everywhere in every way. All IDs and mobile numbers must be
// found, and of bank cards 99 in 100.
func TestRecall(t *testing.T) {
	planted, found := map[string]int{}, map[string]int{}
	m := privacytest.New(1)
	recalled(t, m.List(500), planted, found)
	for range 60 {
		for way := range privacytest.Ways {
			recalled(t, m.Sentence(way), planted, found)
		}
		recalled(t, m.Divided(), planted, found)
		recalled(t, m.OverPassages(), planted, found)
	}
	t.Log(planted, found)
	for code, n := range planted {
		if n < 500 {
			t.Errorf("only %d of %s were planted", n, code)
		}
		if code == ruleCard.Code && found[code]*100 < n*99 || code != ruleCard.Code && found[code] != n {
			t.Errorf("%s: %d of %d", code, found[code], n)
		}
	}
}

// TestInnocent: of text full of numbers, not more than one in 100 KB is taken for personal.
func TestInnocent(t *testing.T) {
	size := 2 << 20
	seeds := uint64(1)
	if os.Getenv("GONGKAI_SLOW") != "" {
		seeds = 20
	}
	for seed := range seeds {
		hits := 0
		for _, p := range privacytest.New(seed).Innocent(size) {
			for _, h := range findText([]privacytest.Passage{p}) {
				hits++
				t.Logf("%v in %q below %q", h, p.Cells, p.Heads)
			}
		}
		if hits*100<<10 > size {
			t.Errorf("seed %d: %d in %d KB", seed, hits, size>>10)
		}
	}
}

// TestLaws: nothing in texts of law is personal.
func TestLaws(t *testing.T) {
	for _, laws := range [][]lawtest.Text{lawtest.Own(t), lawtest.Shared(t)} {
		for _, law := range laws {
			r := newReader()
			for i, line := range strings.Split(law.Body, "\n") {
				for _, h := range r.Find(Passage{Cells: []string{line}, First: i < 10}) {
					t.Errorf("%s: %v in %q", law.Name, h, line)
				}
			}
			if hits := newReader().Find(Passage{Cells: []string{law.Body}}); len(hits) > 0 {
				t.Errorf("%s as a whole: %v", law.Name, hits)
			}
		}
	}
}
