package portal

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/layout"
)

// change is a passage of one of the township's layouts that has other words here. What is
// not told stays as the township has it, so that the two look alike for ever.
type change struct{ file, old, new string }

// changes are what is said otherwise: here a document is of an office before it is of a
// category, and the search has no texts and stands beside the portal's folder.
func changes() []change {
	return []change{
		{"catalog.html", `<th scope="col">栏目</th>`, `<th scope="col">机关</th>`},
		{"catalog.html", `<td class="short" data-label="栏目">{{.Category}}`, `<td data-label="机关">{{.Issuer}}`}, // some have names that take two lines
		{"elder.html", `<h2 id="elder-columns">全部栏目</h2>`, `<h2 id="elder-columns">全部机关</h2>`},
		{"search.html", `在标题、文号、索引号、内容概述、正文、表格和附件名称中查找。`, `在各机关文件的标题、文号、索引号和内容概述中查找。要查正文，到该机关的网站上检索：<a href="{{.Root}}offices.html">机关名录</a>。`},
		{"search.html", `data-root="{{.Root}}"`, `data-root="{{.Root}}../"`},
		{"search.html", `<label for="category">栏目</label>`, `<label for="category">机关</label>`},
		{"search.html", `<option value>全部栏目</option>`, `<option value>全部机关</option>`},
		{"search.html", `"{{.Root}}search/index.js"`, `"{{.Root}}../search/index.js"`},
		{"search.html", `"{{.Root}}search/fold.js"`, `"{{.Root}}../search/fold.js"`},
		{"search.html", `"{{.Root}}search/tokens.js"`, `"{{.Root}}../search/tokens.js"`},
	}
}

// load compiles the layouts of the portal.
func load(townships fs.FS) (*layout.Set, error) {
	files := edited{townships, map[string][]byte{}}
	for _, c := range changes() {
		text, ok := files.texts[c.file]
		if !ok {
			var err error
			if text, err = fs.ReadFile(townships, c.file); err != nil {
				return nil, err
			}
		}
		if n := strings.Count(string(text), c.old); n != 1 {
			return nil, fmt.Errorf("%s has %q %d times: a mistake in the program", c.file, c.old, n)
		}
		files.texts[c.file] = bytes.Replace(text, []byte(c.old), []byte(c.new), 1)
	}
	set, found := layout.Load(files, nil, "layouts")
	if set == nil || diag.HasErrors(found) {
		return nil, errors.New("the layouts of the portal are broken: a mistake in the program")
	}
	return set, nil
}

// edited is a file system in which some files have other texts.
type edited struct {
	fs.FS
	texts map[string][]byte
}

// Open opens a file.
func (e edited) Open(name string) (fs.File, error) {
	f, err := e.FS.Open(name)
	if text, ok := e.texts[name]; ok && err == nil {
		return memory{f, bytes.NewReader(text)}, nil
	}
	return f, err
}

// memory is a file with another text than it has; its Stat tells of the original, of which
// nobody but a limit of size asks.
type memory struct {
	fs.File
	text *bytes.Reader
}

// Read reads the other text.
func (m memory) Read(p []byte) (int, error) { return m.text.Read(p) }
