package weight

import (
	"testing"
	"testing/fstest"
)

// TestOf: what a browser loads by itself is counted, once, and nothing else.
func TestOf(t *testing.T) {
	const html = `<link rel="stylesheet" href="../css/a.css?v=1"><link rel=icon href="../i.svg"><link rel="alternate" href="../feed.xml"><script src="../js/a.js" defer></script>` +
		`<img src="p%20q.png"><img src="p%20q.png"><img src="gone.png"><img src="https://example.org/x.png"><img src="data:image/png;base64,xx"><a href="big.pdf">a</a><img src="../../../etc.png">`
	file := func(size int) *fstest.MapFile { return &fstest.MapFile{Data: make([]byte, size)} }
	dir := fstest.MapFS{
		"notices/index.html": {Data: []byte(html)}, "css/a.css": file(1000), "i.svg": file(200), "js/a.js": file(30), "notices/p q.png": file(5000),
		"notices/big.pdf": file(1 << 20), "feed.xml": file(1 << 20),
	}
	p, err := Of(dir, "notices/index.html")
	if want := int64(len(html) + 1000 + 200 + 30 + 5000); err != nil || p.Bytes != want || p.Largest != "notices/p q.png" || p.LargestBytes != 5000 {
		t.Errorf("%+v, %v; want %d", p, err, want)
	}
	if _, err := Of(dir, "index.html"); err == nil {
		t.Error("a page that is not there weighs something")
	}
}
