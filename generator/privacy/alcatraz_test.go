package privacy

import (
	"slices"
	"strings"
	"testing"

	"github.com/hoophq/alcatraz"
	"github.com/hoophq/alcatraz/entities"

	"gongkai/generator/privacy/privacytest"
)

// alcatrazIn returns what another program finds in the cells of a passage: resident IDs and
// card numbers, in plain digits.
func alcatrazIn(engine *alcatraz.Engine, p privacytest.Passage) (ids, cards []string) {
	text := strings.Join(p.Cells, "\t")
	for _, hit := range engine.Analyze(text, alcatraz.Options{Language: "zh", Entities: []string{entities.CNIDCard}}) {
		ids = append(ids, strings.ToUpper(hit.Text))
	}
	for _, hit := range engine.Analyze(text, alcatraz.Options{Language: "en", Entities: []string{entities.CreditCard}}) {
		cards = append(cards, strings.NewReplacer(" ", "", "-", "").Replace(hit.Text))
	}
	return ids, cards
}

// TestAlcatraz holds our findings against those of a program of another hand, which looks for
// patterns with their check digits. What it finds, we find, or the whole of which it is a
// part that stands between two marks; and where it finds nothing, that is explained:
//
//   - It takes a number for one only where the digits are plain and stand together, so of all
//     ways in which numbers are written it sees one.
//   - Cards have at most 16 digits to it, and those of 19 are most of ours.
//   - It asks neither for a word of a bank beside a card nor what a column is headed, and the
//     last digit of every tenth number is that of a card, of every eleventh that of an ID: in text
//     full of numbers of other kinds it finds both.
func TestAlcatraz(t *testing.T) {
	engine := alcatraz.NewEngine("zh", "en")
	m := privacytest.New(14)
	seen, planted := map[privacytest.Way]int{}, map[privacytest.Way]int{}
	for range 30 {
		for way := range privacytest.Ways {
			ids, _ := compared(t, engine, m.Sentence(way))
			seen[way] += ids
			planted[way]++
		}
	}
	for way := range privacytest.Ways {
		if want := map[bool]int{true: planted[way]}[way == privacytest.Plain]; seen[way] != want {
			t.Errorf("way %d: of %d IDs the other program finds %d, not %d", way, planted[way], seen[way], want)
		}
	}
	ids, cards := compared(t, engine, m.List(300))
	if long := 300 - cards; ids != 300 || cards == 0 || long < 100 {
		t.Errorf("of 300 rows the other program finds %d IDs and %d cards", ids, cards)
	}
	compared(t, engine, m.Divided())
	compared(t, engine, m.OverPassages())
	ids, cards = 0, 0
	for _, p := range privacytest.New(14).Innocent(1 << 20) {
		wrongIDs, wrongCards := alcatrazIn(engine, p)
		ids, cards = ids+len(wrongIDs), cards+len(wrongCards)
	}
	if t.Logf("in a megabyte of other numbers it finds %d IDs and %d cards", ids, cards); ids == 0 || cards == 0 {
		t.Error("it has become better than is said here")
	}
}

// compared counts what the other program finds in a text, and tells what of it we do not.
func compared(t *testing.T, engine *alcatraz.Engine, text privacytest.Text) (ids, cards int) {
	t.Helper()
	var ours []string
	for _, h := range findText(text.Passages) {
		ours = append(ours, h.value)
	}
	for _, p := range text.Passages {
		foundIDs, foundCards := alcatrazIn(engine, p)
		for _, value := range slices.Concat(foundIDs, foundCards) {
			if !slices.ContainsFunc(ours, func(whole string) bool { return strings.Contains(whole, value) }) {
				t.Errorf("only the other program finds %s in %q", value, p.Cells)
			}
		}
		ids, cards = ids+len(foundIDs), cards+len(foundCards)
	}
	return ids, cards
}
