package main

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// TestSlowTests: whatever way a test asks for the switch, it is found, and no other.
func TestSlowTests(t *testing.T) {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	root := fstest.MapFS{
		"corpus/costtest/cost.go": file(`package costtest; func Check() { if os.Getenv("GONGKAI_SLOW") == "1" {} }; func Repeat() {}`),
		"a/a.go":                  file(`package a; func slow() bool { return os.Getenv("GONGKAI_SLOW") != "" }`),
		"a/a_test.go": file(`package a
import "example.com/other"
func TestCheap2(*other.TestDirect) { other.slow() }
func slow() bool { return os.Getenv("GONGKAI_SLOW") != "" }
func number() int { if slow() { return 9 }; return 1 }
func TestDirect(t *testing.T) { os.Getenv("GONGKAI_SLOW") }
func TestNever(t *testing.T) { t.Log("set GONGKAI_SLOW=1 or not") }
func TestCostly(t *testing.T) { costtest.Check(costtest.Repeat()) }
func TestCheap(t *testing.T) { costtest.Repeat() }
func BenchmarkSlow(b *testing.B) { slow() }`),
		"a/other_test.go": file(`package a_test
var most = map[bool]int{true: 9}[slow()]
type model struct{}
func (m *model) step() { number() }
func TestHelper(t *testing.T) { t.Run("a", func(t *testing.T) { number() }) }
func TestMethod(t *testing.T) { new(model).step() }
func TestVariable(t *testing.T) { _ = most }
func FuzzSlow(f *testing.F) { slow() }
func TestMain(m *testing.M) { slow() }`),
		"b/b_test.go":            file(`package b; func TestFast(t *testing.T) {}`),
		"c/testdata/c_test.go":   file(`package c; func TestData(t *testing.T) { os.Getenv("GONGKAI_SLOW") }`),
		".hidden/hidden_test.go": file(`no Go`),
	}
	got, err := slowTests(root)
	want := []string{"./a ^(FuzzSlow|TestCostly|TestDirect|TestHelper|TestMethod|TestVariable)$"}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	root["d/d_test.go"] = file("package")
	if _, err := slowTests(root); err == nil {
		t.Error("a file that is no Go is passed over")
	}
}

// TestOfThisModule: the tests of this module are found where they are.
func TestOfThisModule(t *testing.T) {
	lines, err := slowTests(os.DirFS("../.."))
	if err != nil {
		t.Fatal(err)
	}
	all := strings.Join(lines, "\n")
	for test, slow := range map[string]bool{"TestIncrementalEqualsClean": true, "TestMeasureEvery": true, "TestCost": true, "TestSlowTests": false, "TestScript": true, "TestUsage": false, "TestShortCut": false} {
		if strings.Contains(all, test) != slow {
			t.Errorf("%s is printed: %t\n%s", test, !slow, all)
		}
	}
}
