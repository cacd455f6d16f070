package asset

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"
	"sync"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/html"
	"github.com/tdewolff/minify/v2/js"
	minjson "github.com/tdewolff/minify/v2/json"
	"github.com/tdewolff/minify/v2/svg"
	minxml "github.com/tdewolff/minify/v2/xml"
	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/buffer"
	lex "github.com/tdewolff/parse/v2/css"

	"gongkai/generator/diag"
)

// Minifier makes files smaller without changing what they mean. Make one with
// [New] and share it: it is safe for concurrent use.
//
// What is made of a file is kept for a while: a build looks at a file when it reads the
// site, and again when it publishes it, and all sites have the same style sheets.
type Minifier struct {
	m      *minify.M
	pixels *budget // for the pictures that are being reduced

	mu   sync.Mutex
	made map[minified][]byte
	size int // of all that is in made
}

// minified names what was made small: bytes by their sum, and what they were taken for.
type minified struct {
	sum       [sha256.Size]byte
	mediaType string
}

// maxKept is how much a Minifier keeps, in bytes: ten times what every site has.
const maxKept = 2 << 20

// New returns a Minifier.
//
// HTML files keep their end tags, quotes, document tags and default attribute
// values. The gain would be a few per cent, and the systems that harvest
// official sites look for `<meta name="SiteIDCode" content="…">` literally.
// XML keeps one white space where there was some, as text may be mixed with
// elements; JSON numbers stay as they are written.
func New() *Minifier {
	m := minify.New()
	m.Add("text/html", &html.Minifier{KeepDocumentTags: true, KeepEndTags: true, KeepQuotes: true, KeepDefaultAttrVals: true})
	m.Add("text/css", &css.Minifier{})
	m.Add("application/javascript", &js.Minifier{})
	m.Add("application/json", &minjson.Minifier{KeepNumbers: true})
	m.Add("image/svg+xml", &svg.Minifier{})
	m.Add("text/xml", &minxml.Minifier{KeepWhitespace: true})
	return &Minifier{m: m, pixels: newBudget(maxDecoded), made: map[minified][]byte{}}
}

// appender is a Writer that appends.
type appender struct{ b []byte }

func (w *appender) Write(p []byte) (int, error) {
	w.b = append(w.b, p...)
	return len(p), nil
}

// Minify returns the minified form of a file whose kind its name tells: .css,
// .js, .json, .svg, .xml, .html. Other files come back as they are. A file that
// is malformed comes back with findings, and then as it is.
func (m *Minifier) Minify(name string, data []byte) ([]byte, []diag.Diagnostic) {
	mediaType := minifiable(name)
	if mediaType == "" {
		return data, nil
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if encoding, pos, _ := diag.Detect(name, data); encoding != diag.UTF8 {
		return data, []diag.Diagnostic{notUTF8.At(pos, encoding.Name())}
	}
	if mediaType == "image/svg+xml" {
		return m.cleanSVG(name, data)
	}
	if err := check(mediaType, data); err != nil {
		return data, []diag.Diagnostic{malformed.At(place(name, data, err), kindName(name), because(err))}
	}
	out, err := m.minify(mediaType, data)
	if err != nil {
		return data, []diag.Diagnostic{malformed.At(place(name, data, err), kindName(name), because(err))}
	}
	return out, nil
}

// minify runs the minifier of a media type, unless it is known what comes of it.
func (m *Minifier) minify(mediaType string, data []byte) ([]byte, error) {
	key := minified{sha256.Sum256(data), mediaType}
	m.mu.Lock()
	out, ok := m.made[key]
	m.mu.Unlock()
	if ok {
		return bytes.Clone(out), nil
	}
	out, err := m.smallest(mediaType, data)
	if err == nil {
		m.keep(key, bytes.Clone(out))
	}
	return out, err
}

// smallest runs the minifier of a media type until nothing becomes smaller. So a file that
// was minified stays as it is when it is minified again, as that of a site out of an archive,
// while the minifier alone might give other names of the same length to the variables. Two
// or three passes are enough for what people write; what is made to lose a little in each
// takes no more than most.
func (m *Minifier) smallest(mediaType string, data []byte) ([]byte, error) {
	const most = 8 // passes
	for pass := range most {
		w := appender{make([]byte, 0, len(data))}
		// It overwrites its input.
		err := m.m.MinifyMimetype([]byte(mediaType), &w, buffer.NewReader(bytes.Clone(data)), nil)
		switch {
		case err != nil && pass == 0:
			return nil, err
		case err != nil, len(w.b) >= len(data):
			return data, nil
		}
		data = w.b
	}
	return data, nil
}

// keep keeps what was made. Where that becomes too much, it begins anew.
func (m *Minifier) keep(key minified, out []byte) {
	if len(out) > maxKept/4 {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.size += len(out); m.size > maxKept {
		clear(m.made)
		m.size = len(out)
	}
	m.made[key] = out
}

// minifiable returns the media type under which a file is minified, "" for a
// file that is not.
func minifiable(name string) string {
	switch strings.ToLower(path.Ext(name)) {
	case ".css":
		return "text/css"
	case ".js":
		return "application/javascript"
	case ".json", ".webmanifest":
		return "application/json"
	case ".svg":
		return "image/svg+xml"
	case ".xml":
		return "text/xml"
	case ".html", ".htm":
		return "text/html"
	}
	return ""
}

// kindName names the language of a file in messages.
func kindName(name string) string {
	ext := strings.TrimPrefix(strings.ToLower(path.Ext(name)), ".")
	switch ext {
	case "js":
		return "JavaScript"
	case "webmanifest":
		return "JSON"
	case "htm":
		return "HTML"
	}
	return strings.ToUpper(ext)
}

// check finds what the minifiers, which are as tolerant as browsers, let pass.
func check(mediaType string, data []byte) error {
	switch mediaType {
	case "application/json":
		var v json.RawMessage
		return json.Unmarshal(data, &v)
	case "text/xml":
		return wellFormed(data)
	case "text/css":
		return balanced(data)
	}
	return nil
}

// wellFormed reads a file as strict XML.
func wellFormed(data []byte) error {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.CharsetReader = utf8Only
	for {
		if _, err := d.Token(); err == io.EOF {
			return nil
		} else if err != nil {
			return xmlCause(err, int(d.InputOffset()))
		}
	}
}

// utf8Only lets a file name any encoding that UTF-8 contains; the bytes have
// been found to be UTF-8 before.
func utf8Only(charset string, r io.Reader) (io.Reader, error) {
	switch strings.ToLower(charset) {
	case "utf-8", "utf8", "us-ascii":
		return r, nil
	}
	return nil, errors.New("encoding " + charset + " is declared, but the file is UTF-8")
}

// xmlCause says what is wrong with a file that is not well-formed.
func xmlCause(err error, offset int) error {
	reason := strings.TrimPrefix(err.Error(), "xml: ")
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		reason = syntax.Msg
	}
	return &cause{diag.Text{ZH: "标签不配对或书写有误（" + reason + "）", EN: reason}, offset}
}

// balanced reports the first bracket of a style sheet that is never closed or
// never opened. A browser would drop the rules after it without a word.
func balanced(data []byte) error {
	l := lex.NewLexer(parse.NewInputBytes(bytes.Clone(data)))
	type bracket struct {
		want   lex.TokenType
		offset int
	}
	var stack []bracket
	offset := 0
	for {
		t, text := l.Next()
		switch t {
		case lex.ErrorToken:
			if len(stack) > 0 {
				return &cause{diag.Text{ZH: "括号没有闭合", EN: "bracket is never closed"}, stack[len(stack)-1].offset}
			}
			return nil
		case lex.BadStringToken:
			return &cause{diag.Text{ZH: "引号没有闭合", EN: "string is never closed"}, offset}
		case lex.BadURLToken:
			return &cause{diag.Text{ZH: "url() 书写有误", EN: "malformed url()"}, offset}
		case lex.LeftBraceToken:
			stack = append(stack, bracket{lex.RightBraceToken, offset})
		case lex.LeftBracketToken:
			stack = append(stack, bracket{lex.RightBracketToken, offset})
		case lex.LeftParenthesisToken, lex.FunctionToken:
			stack = append(stack, bracket{lex.RightParenthesisToken, offset})
		case lex.RightBraceToken, lex.RightBracketToken, lex.RightParenthesisToken:
			if len(stack) == 0 || stack[len(stack)-1].want != t {
				return &cause{diag.Text{ZH: "多余或不配对的 " + string(text), EN: "unexpected " + string(text)}, offset}
			}
			stack = stack[:len(stack)-1]
		}
		offset += len(text)
	}
}

// place turns the position that an error carries into one of ours.
func place(name string, data []byte, err error) diag.Pos {
	var (
		own      *cause
		jsonErr  *json.SyntaxError
		parseErr *parse.Error
	)
	switch {
	case errors.As(err, &own):
		return diag.Locate(name, data, own.offset)
	case errors.As(err, &jsonErr):
		return diag.Locate(name, data, int(jsonErr.Offset)-1)
	case errors.As(err, &parseErr):
		return (&diag.Quoter{Data: data}).Quote(diag.Pos{File: name, Line: parseErr.Line, Column: parseErr.Column})
	}
	return diag.Pos{File: name}
}
