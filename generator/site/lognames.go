package site

import (
	"fmt"
	"path"
	"strings"
	"sync"
	"unicode"

	"gongkai/generator/catalog"
	"gongkai/generator/diag"
	"gongkai/generator/edition"
	"gongkai/generator/page"
	"gongkai/generator/site/content"
	"gongkai/generator/site/record"
	"gongkai/generator/translog"
	"gongkai/generator/tree"
)

// The publication log has the address of each file of a document, and keeps it for good,
// also where the document is withdrawn. So the name of such a file must say nothing of the
// document. That is said before the file is logged; afterwards nothing helps.

// logNames finds names that are about to be logged and tell of their documents.
type logNames struct {
	*Site
	logged   func() map[string]bool
	proposed map[string]bool
}

// telling returns what there is to say of names, of a site that is released.
func (s logNames) telling() (found []diag.Diagnostic) {
	_, hasLog := s.tree.Stamp(tree.Records, edition.CheckpointPath)
	if !hasLog && s.opt.Seal == nil && s.settings.config.Guide.ReleaseKey == "" {
		return nil
	}
	s.logged, s.proposed = sync.OnceValue(s.readLogged), map[string]bool{}
	for _, id := range s.catalog.All {
		m := s.catalog.Meta(id)
		if s.catalog.Notice(id) != nil {
			continue
		}
		for _, file := range s.filesOf(id) {
			f := s.content.Beside[file]
			if f == nil || isASCII(path.Base(file)) {
				continue
			}
			if what, tells := s.tells(m, file); tells && !s.logged()[file] {
				name := s.propose(m, file)
				found = append(found, tellingName.At(diag.Pos{File: f.Path}, path.Base(file), what, name, content.Path(m.Path)))
			}
		}
	}
	return found
}

// filesOf are the files beside documents that a document names or shows, each once.
func (s logNames) filesOf(id catalog.ID) (files []string) {
	seen := map[string]bool{}
	add := func(file string) {
		if !seen[file] {
			seen[file] = true
			files = append(files, file)
		}
	}
	for _, a := range s.catalog.Meta(id).Attachments {
		add(a.File)
	}
	if text := s.content.Docs[id].Text(); text != nil {
		for _, ref := range text.Refs {
			if ref.Kind == record.ToFile && !strings.HasPrefix(ref.Target, "/") {
				add(ref.Target)
			}
		}
	}
	return files
}

// isASCII reports whether a name has no letter of Chinese, and so no word of a title.
func isASCII(name string) bool {
	return !strings.ContainsFunc(name, func(r rune) bool { return r > unicode.MaxASCII })
}

// tells says what the name of a file tells of its document.
func (s logNames) tells(m *page.Meta, file string) (what diag.Text, tells bool) {
	name := strings.TrimSuffix(path.Base(file), path.Ext(file))
	if s.screen.Person(name) {
		return diag.Text{ZH: "看起来是一个人的名字，旁边写着他的病情或者困难", EN: "what looks like the name of a person beside what is the matter with them"}, true
	}
	if words := commonWords(name, m.Title); words != "" {
		return diag.Text{ZH: "标题里的“" + words + "”", EN: "of the title, " + words}, true
	}
	return what, false
}

// commonLetters is how many letters of Chinese in a row are words of a title: 申请表 may be in
// any.
const commonLetters = 4

// commonWords returns the longest row of letters of Chinese that two texts have, "" where
// that is too short to tell anything.
func commonWords(one, other string) (words string) {
	letters, most := []rune(one), commonLetters-1
	for from := range letters {
		for to := from + most + 1; to <= len(letters); to++ {
			if part := string(letters[from:to]); unicode.Is(unicode.Han, letters[to-1]) && unicode.Is(unicode.Han, letters[from]) && strings.Contains(other, part) {
				words, most = part, to-from
			} else {
				break
			}
		}
	}
	return words
}

// propose returns a name for a file that tells nothing: the number of its document, and one
// of its own.
func (s logNames) propose(m *page.Meta, file string) string {
	number := strings.TrimSuffix(path.Base(m.Path), path.Ext(m.Path))
	for i := 1; ; i++ {
		name := fmt.Sprintf("%s-%d%s", number, i, path.Ext(file))
		at := path.Join(path.Dir(file), name)
		if s.content.Beside[at] == nil && !s.proposed[at] {
			s.proposed[at] = true
			return name
		}
	}
}

// readLogged reads which addresses are in the log; where that cannot be read, a release says
// why.
func (s logNames) readLogged() map[string]bool {
	logged := map[string]bool{}
	log, _, err := translog.Load(func(name string) ([]byte, error) {
		return s.tree.Read(tree.Records.Path(edition.LogFolder + "/" + name))
	})
	if err != nil {
		return logged
	}
	for i := range log.Size() {
		logged[log.Entry(i).Address] = true
	}
	return logged
}
