package site

import (
	"context"
	"strings"
	"testing"

	"gongkai/generator/site/buildtest"
)

// TestTablesOfPreview: what is wrong with the file of a table is found by a state
// that follows another, and no longer when it is mended, whether or not anybody has
// asked for the page.
func TestTablesOfPreview(t *testing.T) {
	const file = "content/policies/2017/0001-form.csv"
	opt := newSite(t, buildtest.Site())
	state, _, err := Load(opt, nil)
	if err != nil {
		t.Fatal(err)
	}
	found := func() string {
		t.Helper()
		if err := state.Texts(context.Background(), 2); err != nil {
			t.Fatal(err)
		}
		all, err := state.Findings(true)
		if err != nil {
			t.Fatal(err)
		}
		return codes(all.Diagnostics)
	}
	sound := found()
	for _, c := range []struct{ data, want string }{{"名次,\"编号\n1,甲\n", "TF001"}, {"名次,编号\n1,甲\n", ""}, {"\n", "TF004"}, {"名次,编号\n1,乙\n", ""}} {
		write(t, opt, file, c.data)
		if state, _, err = Update(opt, state, []string{file}); err != nil {
			t.Fatal(err)
		}
		if said := found(); strings.Contains(said, "TF") != (c.want != "") || !strings.Contains(said, c.want) {
			t.Errorf("%q: found %s, before %s", c.data, said, sound)
		}
	}
}
