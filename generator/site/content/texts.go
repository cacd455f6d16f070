package content

import (
	"errors"
	"fmt"

	"gongkai/generator/cache"
	"gongkai/generator/page"
	"gongkai/generator/site/record"
	"gongkai/generator/source"
)

// The text of a document is wanted twice: for its sum, when the front matter
// above it is read, and when it is rendered, after all documents were seen. It is
// read twice, too, so that a site may be larger than the memory. But opening and
// reading a file is a tenth of the work on it, so what fits into a little memory
// is kept from the first time: all texts of a site of 10,000 documents.

// textChunk is how many bytes are allocated for texts at once.
const textChunk = 256 << 10

// texts are those that one worker keeps.
type texts struct {
	room  int // what is left of it
	chunk []byte
}

// keep returns a copy of a text, nil where there is no room for it.
func (t *texts) keep(text []byte) []byte {
	if len(text) == 0 || len(text) > t.room {
		return nil
	}
	t.room -= len(text)
	if cap(t.chunk)-len(t.chunk) < len(text) {
		t.chunk = make([]byte, 0, max(len(text), min(textChunk, t.room)))
	}
	from := len(t.chunk)
	t.chunk = append(t.chunk, text...)
	return t.chunk[from:len(t.chunk):len(t.chunk)]
}

// Text returns the text of a document, what was kept or what is read again, and
// the line of the file on which it begins. It is read into *buf, which may be used
// again when the text is not wanted any more.
func (c *Content) Text(d *record.Doc, buf *[]byte) (body []byte, line int, err error) {
	if d.Body != nil {
		return d.Body, d.Line, nil
	}
	at := Path(d.Path)
	data, err := c.tree.Root().ReadListed(c.tree.Real(at), d.Stamp, *buf)
	if err != nil {
		return nil, 0, AsChanged(at, err)
	}
	*buf = data[:0]
	body, line, ok := page.Body(data)
	if !ok || cache.SumBytes(body) != d.BodySum {
		return nil, 0, fmt.Errorf("%s: %w", at, ErrChanged)
	}
	return body, line, nil
}

// ErrChanged is returned where a file is no longer what it was when its front
// matter or its facts were read. The next build sees what it has become.
var ErrChanged = errors.New("the file changed while the site was being built")

// AsChanged says of a file in whose place something else is (a link, a pipe) that it
// has changed: what it is now the next scan finds out.
func AsChanged(path string, err error) error {
	if errors.Is(err, source.ErrReplaced) {
		return fmt.Errorf("%s: %w", path, ErrChanged)
	}
	return err
}
