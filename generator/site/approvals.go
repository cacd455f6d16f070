package site

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"

	"gongkai/generator/catalog"
	"gongkai/generator/diag"
	"gongkai/generator/original"
	"gongkai/generator/page"
	"gongkai/generator/parallel"
	"gongkai/generator/review"
	"gongkai/generator/site/content"
	"gongkai/generator/site/record"
	"gongkai/generator/site/snapshot"
	"gongkai/generator/sshsig"
	"gongkai/generator/tree"
)

// approvals is how far the documents of a state have come in the chain of review. It
// is found out before there is a catalog, since what is public depends on it.
type approvals struct {
	policy  *review.Policy // nil: nothing needs approval
	waiting []string       // by id, as [catalog.Input] has it
	wasOut  []bool         // likewise: WasPublic
	judged  []judgement    // by id
}

// judgement is the verdict on one document.
type judgement struct {
	sum string // of what the document is; "" where nobody has approved anything of it
	review.Verdict
	signatures [][32]byte // that hold: see [record.Sources]
}

// approve judges the documents. Those that neither they nor a file has changed for
// are taken over from the state before. verified are the signatures that are known to
// hold: to verify one takes as long as to read a document.
func (j approver) approve(before *Site, verified [][32]byte) {
	j.policy = review.NewPolicy(j.settings.config)
	if j.policy == nil {
		return
	}
	j.judged, j.waiting, j.wasOut = make([]judgement, len(j.metas)), make([]string, len(j.metas)), make([]bool, len(j.metas))
	if !j.opt.Verify {
		j.verified = make(signatures, len(verified))
		for _, sum := range verified {
			j.verified[sum] = true
		}
	}
	known := j.known(before)
	same := func(i int) bool { return known != nil && j.content.Docs[i] == before.content.Docs[i] }
	_ = parallel.Each(j.opt.workers(), len(j.metas), func(_, i int) error {
		if same(i) {
			j.judged[i] = known[i]
		} else {
			j.judged[i].sum = j.sum(catalog.ID(i))
		}
		return nil
	})
	j.bySum = j.sums()
	_ = parallel.Each(j.opt.workers(), len(j.metas), func(_, i int) error {
		if j.metas[i] != nil && j.policy.Needs(j.metas[i]) {
			j.judge(catalog.ID(i), same(i) && j.judged[i].alone(j.metas[i]))
		}
		return nil
	})
	for i := range j.judged {
		j.found = append(j.found, j.judged[i].Found...)
		j.content.Signatures = append(j.content.Signatures, j.judged[i].signatures...)
	}
	j.found = append(j.found, j.backdated()...)
	if j.opt.Preview {
		j.found = append(j.found, j.stale(&record.Sources{})...)
	}
}

// alone reports whether a judgement depends on no other document: one with an entry of
// another sum may turn out to be a copy.
func (v *judgement) alone(m *page.Meta) bool {
	return !slices.ContainsFunc(m.Review, func(r page.Review) bool { return r.Sum != v.sum })
}

// originals are what was approved of files that are here in another form.
type originals struct {
	original.List
	found []diag.Diagnostic // what there is to say of their file
}

// readOriginals reads them, or takes them over.
func readOriginals(l *tree.Listing, before *Site) (o originals, err error) {
	if before != nil && l.Spares(tree.Records) {
		return before.originals, nil
	}
	data, found, err := readRecord(l, original.Path)
	o.found = found
	if data != nil {
		o.List, o.found = original.Parse(data)
	}
	return o, err
}

// approver judges the documents of a state.
type approver struct {
	*Site
	verified signatures // that are known to hold
	// bySum tells of which document a sum is; see [approver.sums].
	bySum func() map[string]catalog.ID
}

// sums returns what gathers of which document each sum is, when somebody asks first.
func (j approver) sums() func() map[string]catalog.ID {
	return sync.OnceValue(func() map[string]catalog.ID {
		byID := make(map[string]catalog.ID, len(j.judged))
		for i := range j.judged {
			byID[j.judged[i].sum] = catalog.ID(i)
		}
		return byID
	})
}

// elsewhere returns the path of the document that a sum is of, "" where there is none.
func (j approver) elsewhere(sum string) string {
	if id, ok := j.bySum()[sum]; ok {
		return j.metas[id].Path
	}
	return ""
}

// known returns the judgements of the state before, as far as they are good for
// documents that have not changed; nil where they are not.
func (j approver) known(before *Site) []judgement {
	same := before != nil && before.policy != nil && before.settings.config == j.settings.config && before.opt.Today == j.opt.Today &&
		len(before.judged) == len(j.metas) && sameList(before.content.Beside, j.content.Beside) && sameList(before.content.Static, j.content.Static) &&
		sameList(before.originals.List, j.originals.List)
	if !same {
		return nil
	}
	return before.judged
}

// sameList reports whether two lists of files are one: a state takes over the list of
// the state before where no file has changed.
func sameList[M ~map[string]V, V any](a, b M) bool {
	return reflect.ValueOf(a).Pointer() == reflect.ValueOf(b).Pointer()
}

// sum returns the sum of what a document is, "" for one without approvals.
func (j approver) sum(id catalog.ID) string {
	r := j.content.Docs[id].Review
	if r == nil {
		return ""
	}
	return review.Sum(r.Text, j.files(r))
}

// files returns those files that a document names and that there are, or were when it was
// approved.
func (j approver) files(r *record.Review) []review.File {
	return j.originals.filesOf(&j.content.Sources, r)
}

// filesOf is files for any sources.
func (o originals) filesOf(sources *record.Sources, r *record.Review) []review.File {
	var files []review.File
	for _, path := range r.Named {
		f := review.File{Path: path}
		is := sources.File(path)
		if is != nil && is.Builtin {
			continue // what the program brings is not the office's to approve
		}
		if is != nil {
			f.SHA256 = cmp.Or(sources.SourceSum(path), unknownSum)
		}
		if f.SHA256 = o.SHA256(f.Source(), f.SHA256); f.SHA256 != "" {
			files = append(files, f)
		}
	}
	return files
}

// approvedAs reports whether what the last build knew of a document is what an entry
// approves: only then is what differs from it what has changed since.
func (o originals) approvedAs(last *record.Sources, was *record.Doc, entry page.Review) bool {
	return review.Sum(was.Review.Text, o.filesOf(last, was.Review)) == entry.Sum
}

// unknownSum stands for the sum of a file that cannot be read, or that must not be
// published, so that nothing was summed: it is there.
const unknownSum = "-"

// signatures are those that are known to hold.
type signatures map[[32]byte]bool

// verify says why a signature does not hold, and adds one that does to a list.
func (known signatures) verify(statement []byte, sig string, keys []sshsig.Key, list *[][32]byte) error {
	sumOf := func(key sshsig.Key) [32]byte {
		return sha256.Sum256(fmt.Appendf(nil, "%q %q %q", statement, sig, key.Fingerprint()))
	}
	for _, key := range keys {
		if sum := sumOf(key); known[sum] {
			*list = append(*list, sum)
			return nil
		}
	}
	key, err := sshsig.Verify(statement, sig, review.Namespace, keys)
	if err == nil {
		*list = append(*list, sumOf(key))
	}
	return err
}

// judge judges a document, unless that is known.
func (j approver) judge(id catalog.ID, known bool) {
	m, judged := j.metas[id], &j.judged[id]
	if !known {
		judged.signatures = nil
		judged.Verdict = j.policy.Judge(j.document(id, &judged.signatures))
	}
	if judged.Stage < len(j.policy.Stages) {
		j.waiting[id], j.wasOut[id] = j.policy.Stages[judged.Stage].Name, judged.Stale || j.withdrawn(m) && j.wasPublic(m, nil)
	}
}

// document is a document as it is judged. The signatures that hold are added to a list.
func (j approver) document(id catalog.ID, signatures *[][32]byte) *review.Document {
	return &review.Document{
		Meta: j.metas[id], Sum: j.judged[id].sum, Today: j.opt.Today, Elsewhere: j.elsewhere,
		Verify: func(statement []byte, sig string, keys []sshsig.Key) error {
			return j.verified.verify(statement, sig, keys, signatures)
		},
		Locate: func(n int) diag.Pos { return j.content.Fronts().Locate(id, "review", page.Nth(n)) },
	}
}

// changed says what of a document has changed, as far as the last build knows it as it
// was approved.
func (j approver) changed(id catalog.ID, last *record.Sources) diag.Text {
	d := j.content.Docs[id]
	at, known := last.Doc(d.Path)
	if !known || last.Docs[at].Meta == nil || last.Docs[at].Review == nil || !j.originals.approvedAs(last, last.Docs[at], j.judged[id].lastOfAnother(j.metas[id])) {
		return diag.Text{
			ZH: "内容（正文、字段、附件或图片；这台电脑没有当时的记录，不知道是哪一样）",
			EN: "its text, front matter, an attachment or a picture (which, this machine has no record of)",
		}
	}
	was := last.Docs[at]
	var zh, en []string
	note := func(z, e string) { zh, en = append(zh, z), append(en, e) }
	if was.BodySum != d.BodySum {
		note("正文", "the text")
	}
	if !bytes.Equal(was.Meta.AppendValues(nil), d.Meta.AppendValues(nil)) {
		note("字段（front matter）", "the front matter")
	}
	for _, path := range union(was.Review.Named, d.Review.Named) {
		if last.SourceSum(path) != j.content.SourceSum(path) {
			note(strings.TrimPrefix(path, "/"), strings.TrimPrefix(path, "/"))
		}
	}
	if zh == nil {
		return diag.Text{ZH: "内容", EN: "what was approved"}
	}
	return diag.Text{ZH: strings.Join(zh, "、"), EN: strings.Join(en, ", ")}
}

// union returns what is in either of two sorted lists.
func union(a, b []string) []string {
	all := slices.Concat(a, b)
	slices.Sort(all)
	return slices.Compact(all)
}

// refused finds what must not be published for want of approval, given what the last
// build knew and published.
func (j approver) refused(known *snapshot.Restored) []diag.Diagnostic {
	return append(j.stale(&known.Sources), j.vanishing(known.Outputs)...)
}

// stale finds documents that have changed since they were approved, and would be
// public. last is what the last build knew of the sources.
func (j approver) stale(last *record.Sources) (found []diag.Diagnostic) {
	for i := range j.judged {
		id, m := catalog.ID(i), j.metas[i]
		if v := &j.judged[i]; v.Stale && j.due(m) && !j.withdrawn(m) {
			at := j.content.Fronts().Locate(id, "review", "")
			found = append(found, review.Stale(at, m.Path, j.policy.Stages[v.Stage], v.lastOfAnother(m), j.changed(id, last)))
		}
	}
	return found
}

// lastOfAnother returns the last approval of what a document was before: one of what it is
// now may have begun the chain anew.
func (v *judgement) lastOfAnother(m *page.Meta) page.Review {
	last := m.Review[len(m.Review)-1]
	for _, r := range m.Review {
		if r.Sum != v.sum {
			last = r
		}
	}
	return last
}

// due reports whether nothing but its approval can keep a document from being public.
func (j approver) due(m *page.Meta) bool { return !m.Draft && m.Date.Day <= j.opt.Today.Day }

// withdrawn reports whether a document is no longer public: that waits for no approval.
func (j approver) withdrawn(m *page.Meta) bool {
	_, is := m.WithdrawnOn(j.opt.Today)
	return is
}

// vanishing finds documents that are published and would not be any more because they
// are not approved.
func (j approver) vanishing(published map[string]*snapshot.Published) (found []diag.Diagnostic) {
	for i, stage := range j.waiting {
		m := j.metas[i]
		if stage == "" || j.judged[i].Stale || j.withdrawn(m) && j.wasOut[i] { // which is found already, or no longer wanted
			continue
		}
		if j.due(m) && j.wasPublic(m, published) {
			at := j.content.Fronts().Locate(catalog.ID(i), "date", "")
			found = append(found, review.Unapproved(at, m.Path, stage))
		}
	}
	return found
}

// wasPublic reports whether a document is known to be public: by what the office has
// recorded, or by the last build, if nothing else can have answered at its address: a
// static file, or the list of the section whose text the document is.
func (j approver) wasPublic(m *page.Meta, published map[string]*snapshot.Published) bool {
	address := page.URL(m.Path)
	if j.published != nil {
		if _, ok := j.published.Lookup(address); ok {
			return true
		}
	}
	return published[address] != nil && j.content.Static[address] == nil && m.Path != m.Category+"/index.md"
}

// uncovered finds files that the text of an approved document uses and the approval
// does not cover: it was looked for by simpler rules than those of Markdown.
func (j approver) uncovered() (found []diag.Diagnostic) {
	for id := range j.judged {
		if d := j.content.Docs[id]; d.Review != nil && j.catalog.Published(catalog.ID(id)) {
			found = append(found, j.uncoveredBy(d, d.Review.Named)...)
		}
	}
	return found
}

// uncoveredBy finds files that the text of a document uses, as far as it has been
// rendered, and that are not among those that were found in it.
func (j approver) uncoveredBy(d *record.Doc, named []string) (found []diag.Diagnostic) {
	t := d.Text()
	if t == nil {
		return nil
	}
	for _, ref := range t.Refs {
		file := j.fileOf(&ref)
		if _, covered := slices.BinarySearch(named, file); file != "" && !covered {
			pos := diag.Pos{File: content.Path(d.Path), Line: int(ref.Line), Column: int(ref.Column)}
			found = append(found, review.Uncovered(pos, strings.TrimPrefix(file, "/")))
		}
	}
	return found
}

// fileOf returns the file that a reference leads to, as [review.Named] names it; "" if
// it is none.
func (j approver) fileOf(ref *record.Ref) string {
	switch {
	case ref.Kind == record.ToFile:
		return ref.Target
	case ref.Kind != record.ToOutput:
		return ""
	case j.content.Beside[ref.Target] != nil:
		return ref.Target
	case j.content.Static[ref.Target] != nil:
		return "/" + ref.Target
	}
	return ""
}
