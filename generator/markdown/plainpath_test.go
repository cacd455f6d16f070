package markdown

import (
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// addresses are plain paths, and others that come close.
func addresses() []string {
	parts := []string{"a", "2017", "附则", "（一）", "b.md", "c.MD", "d.html", "e.pdf", "f.", ".", "..", "../", "/", "//", "~", "-", "_", "#", "?", "%", "%20", "%2e", "%E9%99%84", " ", "　", "\u00a0", "\u200b", ":", "：//", `\`, "&", "é", "\x01", "\t"}
	all := []string{""}
	for from, n := 0, 3; n > 0; n-- {
		last := len(all)
		for _, address := range all[from:last] {
			for _, part := range parts {
				all = append(all, address+part)
			}
		}
		from = last
	}
	for _, up := range []string{"", "/", "./", "../", "../../", "../../../", "../../2017/", "/policies/2017/"} {
		for _, name := range []string{"0003", "0003.md", "policies/2016/0003.md", "附件1.pdf", "a/b/c.html", "2017.1/b"} {
			for _, anchor := range []string{"", "#", "#附则", "#a-b_c.d", "#a/b", "#~", "#%41", "#a#b", "?q#a"} {
				all = append(all, up+name+anchor)
			}
		}
	}
	return all
}

// TestPlainPath: a plain path leads where resolve says, from many folders.
func TestPlainPath(t *testing.T) {
	plain := 0
	for _, from := range []string{"policies/2017/0001.md", "a.md", "附则/a/a.md", "", "a", "/a/b.md", "a//b.md", "./a.md", "../a/b.md", "a/../b.md", "2017/附则/e.pdf/f.md"} {
		j := &job{}
		j.reset(New(Options{}), Source{Path: from, Body: []byte("文字")}, nil)
		for _, address := range addresses() {
			p, ok := readPlainPath([]byte(address))
			if !ok {
				continue
			}
			fast, ok := j.resolvePlain(p, 3)
			if !ok {
				continue
			}
			plain++
			j.cutRefs()
			fast.href = []byte(string(fast.href))
			slow, ok := j.resolve(address, 3, false)
			slow.path = ""
			if !ok || !reflect.DeepEqual(fast, slow) || j.refs[0] != j.refs[1] {
				t.Fatalf("%q from %q: %s %v\n%s", address, from, fast.href, slow, cmp.Diff(j.refs[:1], j.refs[1:]))
			}
			j.refs, j.cuts, j.owned = j.refs[:0], j.cuts[:0], j.owned[:0]
		}
	}
	if t.Logf("%d plain paths", plain); plain < 1000 {
		t.Error("too few")
	}
	for _, address := range []string{"0003.md", "../a.html", "/policies/2017/0003.md#附则", "附件1.pdf"} {
		if _, ok := readPlainPath([]byte(address)); !ok {
			t.Errorf("%q is not plain", address)
		}
	}
}

// TestPlainPathRefs: references that are plain and others keep their order and
// their texts, over many in one body.
func TestPlainPathRefs(t *testing.T) {
	var body strings.Builder
	for _, address := range addresses() {
		body.WriteString("[a](<" + address + ">) [b](0003.md#c) [d](" + address + ") <http://a.cn/> ![e](" + address + ")\n\n")
	}
	r := New(Options{})
	got := r.Render(Result{}, Source{Path: "policies/2017/0001.md", Body: []byte(body.String())}, testImages)
	if plain := strings.Count(string(got.HTML), `"0003.html#c"`); plain < len(addresses()) {
		t.Errorf("%d links, want %d", plain, len(addresses()))
	}
	for _, ref := range got.Refs {
		if ref.Kind == RefPage && ref.Anchor == "c" && ref.Target != "policies/2017/0003.md" || ref.Target == "" && ref.Kind != RefAnchor {
			t.Fatalf("%+v", ref)
		}
	}
}
