package site

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/site/buildtest"
)

// Where the picture of the test site is that has a copy, the copy, and the page that
// shows it.
const (
	photoPath = "dynamics/2017/0003-field.jpg"
	copyPath  = "dynamics/2017/0003-field.400.jpg"
	photoPage = "dynamics/2017/0003.html"
)

// sizeOf returns the measures of a picture.
func sizeOf(t *testing.T, data string) (width, height int) {
	t.Helper()
	c, _, err := image.DecodeConfig(strings.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return c.Width, c.Height
}

// A page shows a copy of a large picture, which leads to the picture; the picture is
// published as it is.
func TestCopyShown(t *testing.T) {
	opt := newSite(t, buildtest.Site())
	_, tree := mustBuild(t, opt)
	if w, h := sizeOf(t, tree[copyPath]); w != 400 || h != 59 {
		t.Errorf("the copy is %d×%d", w, h)
	}
	if w, h := sizeOf(t, tree[photoPath]); w != 404 || h != 60 {
		t.Errorf("the original is %d×%d", w, h)
	}
	const want = `<figure><a href="0003-field.jpg" aria-label="村民在田间查看目录（查看原图）"><img src="0003-field.400.jpg" width="400" height="59" alt="村民在田间查看目录"`
	if !strings.Contains(tree[photoPage], want) {
		t.Errorf("the page does not show it: %s", tree[photoPage])
	}
	for path := range tree {
		if strings.Contains(path, ".400.") && path != copyPath {
			t.Errorf("a copy of what is small, or a drawing: %s", path)
		}
	}
}

// What a change makes anew: of a picture that is as large as before the copy alone, of
// another measure the page as well; with nothing changed the copy is not made again,
// though all that was restored of it is a record.
func TestCopyKept(t *testing.T) {
	opt := newSite(t, buildtest.Site())
	mustBuild(t, opt)
	for _, step := range []struct {
		name   string
		do     func()
		want   []string // of these
		copies []string // there are
	}{
		{"nothing", func() {}, nil, []string{copyPath}},
		{"the text", func() { edit(t, opt, "content/dynamics/2017/0003.md", "目录见", "目录请见") }, []string{photoPage}, []string{copyPath}},
		{"the pixels", func() { write(t, opt, "content/"+photoPath, string(buildtest.JPEG(404, 60, 2))) }, []string{copyPath, photoPath}, []string{copyPath}},
		{"the measures", func() { write(t, opt, "content/"+photoPath, string(buildtest.JPEG(404, 90, 2))) }, []string{copyPath, photoPath, photoPage}, []string{copyPath}},
		{"a larger bound", func() { edit(t, opt, "config.toml", "max = 400", "max = 402") }, []string{"dynamics/2017/0003-field.402.jpg", photoPage}, []string{"dynamics/2017/0003-field.402.jpg"}},
		{"a bound that the picture keeps", func() { edit(t, opt, "config.toml", "max = 402", "max = 1600") }, []string{photoPage}, nil},
		{"the bound again", func() { edit(t, opt, "config.toml", "max = 1600", "max = 400") }, []string{copyPath, photoPage}, []string{copyPath}},
		{"no copies", func() { edit(t, opt, "config.toml", "max = 400", "max = 0") }, []string{photoPage}, nil},
	} {
		step.do()
		res, tree := mustBuild(t, opt)
		var changed, copies []string
		for _, path := range res.Stats.Changed {
			if strings.HasPrefix(path, "dynamics/2017/0003") {
				changed = append(changed, path)
			}
		}
		for path := range tree {
			if strings.HasPrefix(path, "dynamics/2017/0003-field.4") {
				copies = append(copies, path)
			}
		}
		if !slices.Equal(changed, slices.Sorted(slices.Values(step.want))) || !slices.Equal(copies, step.copies) {
			t.Errorf("%s: %q were made, the copies are %q", step.name, changed, copies)
		}
	}
}

// There is no copy of what nobody sees.
func TestCopyWithheld(t *testing.T) {
	for name, change := range map[string]func(opt Options){
		"a draft":     func(opt Options) { edit(t, opt, "content/dynamics/2017/0003.md", "title:", "draft: true\ntitle:") },
		"only linked": func(opt Options) { edit(t, opt, "content/dynamics/2017/0003.md", "![", "[") },
		"nothing refers": func(opt Options) {
			edit(t, opt, "content/dynamics/2017/0003.md", "![村民在田间查看目录](0003-field.jpg \"新增的一栏\")", "")
		},
		"an image of a page": func(opt Options) { edit(t, opt, "content/dynamics/2017/0003.md", "0003-field.jpg", "0002-photo.png") },
	} {
		opt := newSite(t, buildtest.Site())
		mustBuild(t, opt)
		change(opt)
		_, tree := mustBuild(t, opt)
		if _, is := tree[copyPath]; is {
			t.Errorf("%s: there is a copy", name)
		}
	}
}

// A static picture that a text shows has a copy; one that only stands there has none.
func TestCopyStatic(t *testing.T) {
	opt := newSite(t, buildtest.Site())
	for _, name := range []string{"static/images/town.jpg", "static/images/other.jpg"} {
		write(t, opt, name, string(buildtest.JPEG(500, 50, 1)))
	}
	edit(t, opt, "content/dynamics/2017/0001.md", "会议传达了", "![镇](/images/town.jpg)会议传达了")
	_, tree := mustBuild(t, opt)
	if w, _ := sizeOf(t, tree["images/town.400.jpg"]); w != 400 {
		t.Errorf("%d pixels wide", w)
	}
	if !strings.Contains(tree["dynamics/2017/0001.html"], `<a href="../../images/town.jpg" aria-label="镇（查看原图）"><img src="../../images/town.400.jpg"`) {
		t.Error("it is not shown")
	}
	if _, is := tree["images/other.400.jpg"]; is {
		t.Error("a copy that nobody sees")
	}
}

// Where a file has the address of a copy, or one that is the same on some system,
// nothing is published until it is renamed.
func TestCopyCollides(t *testing.T) {
	const refers = "---\ntitle: 另一张\ncategory: dynamics\ndate: 2017-03-15\n---\n![另一张](%s)\n"
	for name, own := range map[string]string{
		"another case":          "content/dynamics/2017/0003-Field.400.jpg",
		"nobody refers to it":   "content/dynamics/2017/0003-field.400.jpg",
		"a static file":         "static/dynamics/2017/0003-field.400.jpg",
		"a folder of that name": "static/dynamics/2017/0003-field.400.jpg/a.jpg",
	} {
		opt := newSite(t, buildtest.Site())
		write(t, opt, own, string(buildtest.JPEG(50, 50, 1)))
		if name == "another case" {
			write(t, opt, "content/dynamics/2017/0009.md", fmt.Sprintf(refers, filepath.Base(own)))
		}
		for what, run := range map[string]func(Options) (*Result, error){"build": Build, "check": Check} {
			res, err := run(opt)
			if err != nil {
				t.Fatal(err)
			}
			if said := printed(t, res.Diagnostics); !strings.Contains(said, "content/"+photoPath+": error BD019") || !strings.Contains(said, filepath.Base(own)) {
				t.Errorf("%s, %s: %s", name, what, said)
			}
		}
	}
}

// A picture that cannot be reduced is shown as it is, and the finding says so, unless
// pictures are not to be reduced.
func TestCopyImpossible(t *testing.T) {
	opt := newSite(t, buildtest.Site())
	scan := buildtest.PNG(60_000, 3)
	binary.BigEndian.PutUint32(scan[20:], 60_000) // it claims to be as high
	binary.BigEndian.PutUint32(scan[29:], crc32.ChecksumIEEE(scan[12:29]))
	write(t, opt, "content/dynamics/2017/0001-scan.png", string(scan))
	edit(t, opt, "content/dynamics/2017/0001.md", "会议传达了", "![扫描](0001-scan.png)会议传达了")
	for _, most := range []string{"400", "0"} {
		edit(t, opt, "config.toml", "max = 400", "max = "+most)
		res, tree := mustBuild(t, opt)
		said := strings.Contains(printed(t, res.Diagnostics), "content/dynamics/2017/0001-scan.png: warning AS014")
		if said != (most != "0") || !strings.Contains(tree["dynamics/2017/0001.html"], `<img src="0001-scan.png" width="60000" height="60000"`) {
			t.Errorf("max = %s: said: %t", most, said)
		}
	}
}

// Explain tells what a copy is made from, and what has changed.
func TestCopyExplained(t *testing.T) {
	opt := newSite(t, buildtest.Site())
	mustBuild(t, opt)
	write(t, opt, "content/"+photoPath, string(buildtest.JPEG(404, 60, 2)))
	e, err := Explain(opt, copyPath)
	if err != nil || e.Source != "content/"+photoPath || !e.Published || len(e.Parts) != 2 {
		t.Fatalf("%+v, %v", e, err)
	}
	if !e.Parts[0].New || e.Parts[1].New {
		t.Errorf("what has changed: %+v", e.Parts)
	}
	for _, none := range []string{photoPath, "dynamics/2017/0003-field.500.jpg", "dynamics/2017/none.400.jpg"} {
		if _, err := Explain(opt, none); err != ErrNoOutput {
			t.Errorf("%s: %v", none, err)
		}
	}
}

// The preview has the copy that is published, under a tag that changes with the
// picture.
func TestCopyPreview(t *testing.T) {
	opt := newSite(t, buildtest.Site())
	_, tree := mustBuild(t, opt)
	site := previewOf(t, opt)
	if got, ok := bytesOf(t, site, copyPath); !ok || got != tree[copyPath] {
		t.Errorf("another copy, of %d bytes", len(got))
	}
	item, _ := site.Item(copyPath)
	if !item.Used([]string{photoPath}) || item.Used([]string{copyPath}) {
		t.Error("it is there when its picture is used")
	}
	write(t, opt, "content/"+photoPath, string(buildtest.JPEG(404, 60, 2)))
	if after, _ := previewOf(t, opt).Item(copyPath); after.Sum() == item.Sum() {
		t.Error("the tag is the same for another picture")
	}
	if original, _ := site.Item(photoPath); original.Sum() == item.Sum() {
		t.Error("the tag is that of the original")
	}
}

// A copy that somebody has changed in the published folder is made anew.
func TestCopyDrift(t *testing.T) {
	opt := newSite(t, buildtest.Site())
	_, tree := mustBuild(t, opt)
	if err := os.WriteFile(filepath.Join(opt.Out, filepath.FromSlash(copyPath)), bytes.Repeat([]byte("x"), 9), 0o644); err != nil {
		t.Fatal(err)
	}
	res, again := mustBuild(t, opt)
	if again[copyPath] != tree[copyPath] || !slices.Contains(res.Stats.Changed, copyPath) {
		t.Errorf("made: %q", res.Stats.Changed)
	}
	opt.Verify = true
	if res, again = mustBuild(t, opt); again.Sum() != tree.Sum() || strings.Contains(printed(t, res.Diagnostics), verifyDiffers.Code) {
		t.Errorf("made anew it differs: %s", printed(t, res.Diagnostics))
	}
}
