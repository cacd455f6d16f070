package markdown

import (
	"bytes"
	"path"
	"strings"
	"unicode/utf8"

	"gongkai/generator/markdown/prose"
	"gongkai/generator/page"
)

// plainPath is an address inside the site as nearly all are: a path, perhaps
// with an anchor, of letters, digits, Han characters, hyphens, underscores and
// full stops. Nothing in it is escaped, and no segment is empty or begins with
// a full stop, apart from "../" at its beginning: it need not be cleaned. Such a
// link is resolved without a single string; a build of 10,000 documents takes 5 %
// more processor time where all go the way of [job.resolve].
type plainPath struct {
	up       int    // how often "../" stands before it
	absolute bool   // it began with a slash
	path     []byte // without either
	anchor   []byte
}

// readPlainPath reads an address; ok is false for any other, for
// [job.resolve] to look at.
func readPlainPath(d []byte) (p plainPath, ok bool) {
	for bytes.HasPrefix(d, []byte("../")) {
		d = d[len("../"):]
		p.up++
	}
	if p.up == 0 {
		d, p.absolute = bytes.CutPrefix(d, []byte("/"))
	}
	segment := 0 // where it begins
	for i := 0; i < len(d); i++ {
		switch c := d[i]; {
		case c >= utf8.RuneSelf:
			n := prose.Han(d[i:])
			if n == 0 {
				return p, false
			}
			i += n - 1
		case prose.IsWord(c), c == '-', c == '_', c == '.' && i > segment:
		case c == '/' && i > segment:
			segment = i + 1
		case c == '#' && i > segment:
			p.path, p.anchor = d[:i], d[i+1:]
			return p, isPlainAnchor(p.anchor)
		default:
			return p, false
		}
	}
	p.path = d
	return p, len(d) > segment
}

// isPlainAnchor reports whether an anchor is made of what may be in a plain path.
func isPlainAnchor(anchor []byte) bool {
	for i := 0; i < len(anchor); i++ {
		switch c := anchor[i]; {
		case c >= utf8.RuneSelf:
			n := prose.Han(anchor[i:])
			if n == 0 {
				return false
			}
			i += n - 1
		case !prose.IsWord(c) && c != '-' && c != '_' && c != '.':
			return false
		}
	}
	return true
}

// resolvePlain does for a plain path of a link what resolve does; only images
// need the path of a target. ok is false for one that leaves content/.
func (j *resolver) resolvePlain(p plainPath, at int) (t target, ok bool) {
	folder := ""
	if !p.absolute && p.up == 0 && (isHostLike(p.path) || isRemark(p.path)) {
		return target{}, false // resolve looks at it
	}
	if !p.absolute {
		if folder, ok = above(j.src.Path, p.up); !ok {
			return target{}, false
		}
	}
	start := len(j.owned)
	j.owned = append(append(j.owned, folder...), p.path...)
	out := j.owned[start:]
	j.owned = append(j.owned, p.anchor...)
	j.cuts = append(j.cuts, cut{len(j.refs), start + len(out), len(j.owned)})
	t.kind = RefFile
	suffix := ""
	switch stem, extension := cutExtension(out); {
	case bytes.EqualFold(extension, []byte(".md")):
		t.kind, out, suffix = RefPage, stem, ".html"
	case p.absolute, bytes.EqualFold(extension, []byte(".html")):
		t.kind = RefOutput
	}
	j.refer(Ref{Kind: t.kind}, at)
	j.href = append(page.AppendRel(j.href[:0], j.src.Path, out), suffix...)
	j.href = appendFragment(j.href, p.anchor)
	t.href = j.href
	return t, true
}

// above returns the folder, with a slash at its end, that lies a number of
// folders above that of a file. ok is false where there is none, and for a path
// that would have to be cleaned.
func above(file string, up int) (folder string, ok bool) {
	end := strings.LastIndexByte(file, '/') + 1
	if end == 0 {
		return "", up == 0
	}
	if file[0] == '/' || file[0] == '.' || path.Clean(file[:end-1]) != file[:end-1] {
		return "", false
	}
	for ; up > 0; up-- {
		if end == 0 {
			return "", false
		}
		end = strings.LastIndexByte(file[:end-1], '/') + 1
	}
	return file[:end], true
}

// cutExtension cuts a path before its extension, which is what path.Ext returns.
func cutExtension(p []byte) (stem, extension []byte) {
	dot := bytes.LastIndexByte(p, '.')
	if dot < 0 || bytes.IndexByte(p[dot:], '/') >= 0 {
		return p, nil
	}
	return p[:dot], p[dot:]
}

// cut says where the texts of a reference end in those of all.
type cut struct{ ref, target, anchor int }

// cutRefs gives the references that resolvePlain has recorded their texts, all cut
// out of one string.
func (j *resolver) cutRefs() {
	if len(j.cuts) == 0 {
		return
	}
	text, start := string(j.owned), 0
	for _, c := range j.cuts {
		ref := &j.refs[c.ref]
		ref.Target, ref.Anchor = text[start:c.target], text[c.target:c.anchor]
		start = c.anchor
	}
}

// isHostLike reports whether a path may be the name of a host without its scheme.
func isHostLike(p []byte) bool {
	if len(p) > 4 && (p[0]|0x20 == 'w') && p[3] == '.' {
		return true
	}
	_, extension := cutExtension(p)
	return len(extension) > 2 && len(extension) <= 4 && extension[1]|0x20 != 'm' && isTopLevel(string(extension[1:]))
}
