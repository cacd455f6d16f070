package diag

import (
	"fmt"
	"strings"
	"testing"
)

// TestTally: endless findings of one rule are not made, the first that is
// says how many there are, and those of another rule are not touched.
func TestTally(t *testing.T) {
	other := &Rule{Code: "TS002", Severity: Error, Message: Text{"别的", "other"}}
	var tally Tally
	var found []Diagnostic
	for i := range 3 * maxAlike {
		if tally.Take(testRule) {
			found = append(found, testRule.At(Pos{Line: i + 1}, "a", "b", "c"))
		}
	}
	if tally.Take(other) {
		found = append(found, other.At(Pos{Line: 9999}))
	}
	found = tally.Close(found)
	if len(found) != maxAlike+1 {
		t.Fatalf("%d findings", len(found))
	}
	for i, d := range found {
		first := i == 0
		if strings.Contains(d.Message.ZH, fmt.Sprintf("有 %d 处", 3*maxAlike)) != first || strings.Contains(d.Message.EN, fmt.Sprintf("%d of this kind", 3*maxAlike)) != first {
			t.Errorf("finding %d says %q, %q", i, d.Message.ZH, d.Message.EN)
		}
	}
	var none Tally
	if found := none.Close(nil); found != nil {
		t.Errorf("%v out of nothing", found)
	}
}
