package main

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/csv"
	"encoding/json"
	"io"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"gongkai/generator/attest"
	"gongkai/generator/edition"
	"gongkai/generator/page"
	"gongkai/generator/report"
	"gongkai/generator/site"
	"gongkai/generator/transfer"
	"gongkai/generator/translog"
	"gongkai/generator/tree"
	"gongkai/generator/wacz"
)

// A proof holds what a pack has beside the site against the site, whose list is signed. The
// sums that are in the pack prove nothing: who changes a source changes them, too.
//
// Files that were packed as they were published have their sums in the list. Texts have
// not: their pages are made again, and a page that is the one that was released proves its
// text. One that is not proves nothing against it, since the program may be another one
// now, and most of records/ is not in a pack; nor are the layouts of the pack used, since a
// layout can show anything, and nothing proves it. So what is left is refused where it
// contradicts what was released, and else named as not proven. The data of an annual report
// is proven with its page, which tells the sums of all that is made of it.
type proof struct {
	ctx     context.Context
	packing *packing
	sums    map[string]edition.Sum // of the site, by path
	sources map[string][sha256.Size]byte
	lists   map[string][]byte // 移交清单 in the pack

	whole  bool                  // the pack has the texts of all documents that were public
	rows   map[string]catalogRow // of the catalog that was released, by address
	metas  map[string]*page.Meta // of the documents that are public now, by path
	worker site.Worker

	same     int // pages of documents that are as they were released
	unproven []string
}

// catalogRow is what catalog.json, which no layout changes, tells of a document.
type catalogRow struct {
	URL    string `json:"url"`
	Title  string `json:"title"`
	Number string `json:"doc_number"`
}

// isText reports whether a source is one of which a page is made.
func isText(name string) bool {
	return name == tree.Config.Name() || strings.EqualFold(path.Ext(name), ".md")
}

// newProof reads the list and the log of a restored site that has verified.
func (a *archiveCommand) newProof(ctx context.Context, c *call, dir string, public attest.Tree, report *attest.Report) (*proof, error) {
	inner := *c
	inner.Source, inner.Out, inner.BaseURL, inner.AsOf = dir, filepath.Join(dir, restoredPublic), "", report.Day
	p := &packing{call: &inner, public: public, report: report}
	if err := p.readLists(); err != nil {
		return nil, err
	}
	return &proof{ctx: ctx, packing: p, sums: p.sums, sources: map[string][sha256.Size]byte{}, lists: map[string][]byte{}}, nil
}

// read sums up what is in a pack beside the site.
func (f *proof) read(pack *wacz.Reader) error {
	err := pack.Files(packedSources, func(name string, body io.Reader) error {
		sum := sha256.New()
		_, err := io.Copy(sum, stoppable{f.ctx, body})
		f.sources[name] = [sha256.Size]byte(sum.Sum(nil))
		return err
	})
	if err != nil {
		return err
	}
	err = pack.Files(packedList, func(name string, body io.Reader) error {
		data, err := io.ReadAll(stoppable{f.ctx, body})
		f.lists[name] = data
		return err
	})
	if err != nil {
		return err
	}
	return f.manifest(pack)
}

// manifest holds the copies of the list, of its signatures and of the log against those of
// the site.
func (f *proof) manifest(pack *wacz.Reader) error {
	want := map[string][sha256.Size]byte{}
	for _, name := range f.packing.signatures() {
		data, err := f.packing.release(name)
		if err != nil {
			return err
		}
		want[name] = sha256.Sum256(data)
	}
	for name, sum := range f.sums {
		if strings.HasPrefix(name, edition.LogFolder+"/") {
			want[name] = sum.SHA256
		}
	}
	err := pack.Files(packedManifest, func(name string, body io.Reader) error {
		sum := sha256.New()
		if _, err := io.Copy(sum, stoppable{f.ctx, body}); err != nil {
			return err
		}
		if was, ok := want[name]; !ok || !bytes.Equal(was[:], sum.Sum(nil)) {
			return contradicted(packedManifest + "/" + name)
		}
		delete(want, name)
		return nil
	})
	if err == nil && len(want) > 0 {
		name := slices.Min(slices.Collect(maps.Keys(want)))
		err = refuse("归档包里缺少 %s，没有恢复", "the pack has no %s, and nothing was restored", packedManifest+"/"+name)
	}
	return err
}

// contradicted says that something in a pack is not what was released.
func contradicted(name string) error {
	return refuse("归档包里的 %s 和发布的网站不符，没有恢复：它改动过，或者不是那次发布的", "%s in the pack contradicts the site that was released, and nothing was restored: it was changed, or is of another release", name)
}

// run proves what can be proven, and refuses what contradicts the site.
func (f *proof) run() error {
	for _, name := range slices.Sorted(maps.Keys(f.sources)) {
		if !f.belongs(name) {
			return contradicted(packedSources + "/" + name)
		}
	}
	if err := f.readRows(); err != nil {
		return err
	}
	if err := f.load(); err != nil {
		return err
	}
	var doubtful []string
	for _, name := range f.texts() {
		if err := f.ctx.Err(); err != nil {
			return err
		}
		switch isSame, err := f.isSame(name); {
		case err != nil:
			return err
		case isSame:
			f.same++
		default:
			doubtful = append(doubtful, name)
		}
	}
	for _, name := range doubtful {
		against, err := f.contradicts(name)
		if err != nil {
			return err
		}
		if against {
			return contradicted(packedSources + "/" + tree.Content.Path(name))
		}
		f.unproven = append(f.unproven, packedSources+"/"+tree.Content.Path(name))
	}
	if err := f.data(doubtful); err != nil {
		return err
	}
	f.config()
	ours := builtinLayouts()
	for _, name := range slices.Sorted(maps.Keys(f.sources)) {
		if isLayout(name) && f.sources[name] != sha256.Sum256(ours[name]) {
			f.unproven = append(f.unproven, packedSources+"/"+name)
		}
	}
	return cmp.Or(f.ctx.Err(), f.transferred())
}

// belongs reports whether a source can be one of the site: a file with the sum that is
// listed, a text that has a page.
func (f *proof) belongs(name string) bool {
	inContent, isContent := tree.Content.Cut(name)
	inStatic, isStatic := tree.Static.Cut(name)
	switch {
	case name == tree.Config.Name(), slices.Contains(packedRecords(), name), isLayout(name):
		return true
	case isContent && isText(name):
		_, listed := f.sums[page.URL(inContent)]
		state := f.packing.entries[page.URL(inContent)].State
		isIntro := path.Base(inContent) == "index.md" && strings.Count(inContent, "/") == 1
		return listed && (state == translog.Public || state == translog.Withdrawn || isIntro)
	case isContent && dataOf(inContent) > 0:
		return f.isReport(dataOf(inContent))
	case isContent:
		return f.isListed(inContent, name)
	case isStatic:
		return f.isListed(inStatic, name)
	}
	return false
}

// dataOf returns of which year's annual report a file is data that an archive may have, 0
// if it is none.
func dataOf(name string) int {
	folder, base := path.Split(name)
	year, err := strconv.Atoi(path.Base(folder))
	if err != nil || base == report.LedgerFile || !slices.Contains(report.DataFiles(), base) || tree.Content.Path(name) != reportData(year, base) {
		return 0
	}
	return year
}

// reportPage is the address of the annual report of a year.
func reportPage(year int) string {
	return page.URL(path.Join(page.ReportsFolder, strconv.Itoa(year), "index.md"))
}

// isReport reports whether the annual report of a year was public.
func (f *proof) isReport(year int) bool {
	_, listed := f.sums[reportPage(year)]
	return listed && f.packing.entries[reportPage(year)].State == translog.Public
}

// data holds the data of annual reports against the figures that were released; doubtful
// are the documents whose pages are others.
func (f *proof) data(doubtful []string) error {
	for _, name := range slices.Sorted(maps.Keys(f.sources)) {
		inContent, _ := tree.Content.Cut(name)
		year := dataOf(inContent)
		if year == 0 {
			continue
		}
		document := path.Join(page.ReportsFolder, strconv.Itoa(year), "index.md")
		if _, ok := f.sources[tree.Content.Path(document)]; ok && !slices.Contains(doubtful, document) {
			continue
		}
		figure, err := f.otherFigure(path.Join(page.ReportsFolder, strconv.Itoa(year), "report.json"))
		if err != nil {
			return err
		}
		if figure != "" {
			return contradicted(packedSources + "/" + f.sourceOf(figure, year))
		}
		f.unproven = append(f.unproven, packedSources+"/"+name)
	}
	return nil
}

// sourceOf is the file in which a figure of a report is.
func (f *proof) sourceOf(figure string, year int) string {
	counts := reportData(year, report.LedgerCountsFile)
	if _, ok := f.sources[counts]; ok && strings.HasPrefix(figure, "requests.") {
		return counts
	}
	return reportData(year, report.FiguresFile)
}

// otherFigure returns a figure that was released and has another value in what is made of
// the pack, "" where there is none. Another program may have released other figures.
func (f *proof) otherFigure(name string) (string, error) {
	_, listed := f.sums[name]
	if f.packing.site == nil || !listed {
		return "", nil
	}
	item, ok := f.packing.site.Item(name)
	if !ok {
		return "", nil
	}
	data, err := f.packing.release(name)
	if err != nil {
		return "", err
	}
	var made bytes.Buffer
	if _, err := item.WriteTo(&made); err != nil {
		return "", err
	}
	was, now := figuresOf(data), figuresOf(made.Bytes())
	for _, figure := range slices.Sorted(maps.Keys(was)) {
		if value := now[figure]; value != "" && value != was[figure] {
			return figure, nil
		}
	}
	return "", nil
}

// figuresOf reads the figures of a report.json, by name; one without a value is "".
func figuresOf(data []byte) map[string]json.Number {
	var all struct {
		Tables []struct {
			Figures []struct {
				Name  string
				Value json.Number
			}
		}
	}
	figures := map[string]json.Number{}
	if json.Unmarshal(data, &all) != nil {
		return figures // of another program: it says nothing
	}
	for _, table := range all.Tables {
		for _, figure := range table.Figures {
			figures[figure.Name] = figure.Value
		}
	}
	return figures
}

// isListed reports whether a file is the one that was published at a path.
func (f *proof) isListed(public, name string) bool {
	sum, ok := f.sums[public]
	return ok && sum.SHA256 == f.sources[name]
}

// readRows reads the catalog that was released.
func (f *proof) readRows() error {
	f.rows = map[string]catalogRow{}
	if _, ok := f.sums["catalog.json"]; !ok {
		return nil
	}
	data, err := f.packing.release("catalog.json")
	if err != nil {
		return err
	}
	var all struct{ Documents []catalogRow }
	if json.Unmarshal(data, &all) != nil {
		return nil // of another program: it says nothing
	}
	for _, row := range all.Documents {
		f.rows[row.URL] = row
	}
	return nil
}

// load reads the restored site; it stays nil where the sources are none for this program.
func (f *proof) load() error {
	f.whole = true
	for address, e := range f.packing.entries {
		name := tree.Content.Path(strings.TrimSuffix(address, path.Ext(address)) + ".md")
		if _, ok := f.sources[name]; e.State == translog.Public && !ok {
			f.whole = false
		}
	}
	opt, err := f.packing.options()
	if err != nil {
		return err
	}
	if f.packing.config, _, err = tree.ReadConfig(f.packing.Source); err != nil {
		return err
	}
	if f.packing.site, _, err = site.Load(opt, nil); err != nil || f.packing.site == nil {
		return err
	}
	f.metas = map[string]*page.Meta{}
	for _, id := range f.packing.site.Catalog().All {
		m := f.packing.site.Catalog().Meta(id)
		f.metas[m.Path] = m
	}
	return nil
}

// texts are the documents and introductions in the pack, below content/.
func (f *proof) texts() (list []string) {
	for name := range f.sources {
		if inside, ok := tree.Content.Cut(name); ok && isText(name) {
			list = append(list, inside)
		}
	}
	slices.Sort(list)
	return list
}

// isSame reports whether the page of a text is as it was released.
func (f *proof) isSame(name string) (bool, error) {
	if f.packing.site == nil {
		return false, nil
	}
	item, ok := f.packing.site.Item(page.URL(name))
	if !ok || !item.IsPage() {
		return false, nil
	}
	return f.packing.same(&f.worker, f.sums[page.URL(name)])
}

// contradicts reports whether a text whose page is another one than was released cannot be
// the one that was: its title or number is another one, or, where this program makes the
// other pages of a whole site as they were, the page that was released has not this text
// in it.
func (f *proof) contradicts(name string) (bool, error) {
	m, address := f.metas[name], page.URL(name)
	if m == nil {
		return false, nil // it may be public by what is not in the pack
	}
	row, ok := f.rows[page.Rel("", address)]
	if ok && (row.Title != m.Title || row.Number != m.DocNumber) {
		return true, nil
	}
	item, ok := f.packing.site.Item(address)
	if !ok || !item.IsPage() || f.same == 0 || !f.whole || m.Form != "" || m.IsIntro() {
		return false, nil
	}
	made, err := item.Make(&f.worker, nil)
	if err != nil || made.Data == nil {
		return err == nil, err
	}
	released, err := f.packing.release(address)
	return !bytes.Contains(released, f.worker.Text()), err
}

// config proves config.toml, which all pages together are made with, and what there is of
// records/, without which they are not public.
func (f *proof) config() {
	if f.packing.site != nil && f.whole && f.packing.compare() == nil {
		return
	}
	for _, name := range append([]string{tree.Config.Name()}, packedRecords()...) {
		if _, ok := f.sources[name]; ok {
			f.unproven = append(f.unproven, packedSources+"/"+name)
		}
	}
}

// The files of 移交清单.
const (
	listCSV  = "移交清单.csv"
	listBook = "移交清单.xlsx"
)

// transferred makes 移交清单 again. Where this program makes pages as they were, it lists
// the same of each document that is public now. Others may have been public by what is not
// in the pack: their rows prove nothing and contradict nothing.
func (f *proof) transferred() error {
	for name := range f.lists {
		if name != listCSV && name != listBook {
			return contradicted(packedList + "/" + name)
		}
	}
	p := f.packing
	if p.site == nil || p.choose() != nil {
		f.unproven = append(f.unproven, packedList+"/"+listCSV, packedList+"/"+listBook)
		return nil
	}
	book, err := transfer.XLSX(p.items, p.report.Day)
	if err != nil {
		return err
	}
	data := transfer.CSV(p.items)
	switch isSame := bytes.Equal(data, f.lists[listCSV]); {
	case isSame && bytes.Equal(book, f.lists[listBook]):
		return nil
	case f.same > 0 && !lists(f.lists[listCSV], data):
		return contradicted(packedList + "/" + listCSV)
	case f.same > 0 && isSame:
		return contradicted(packedList + "/" + listBook)
	}
	f.unproven = append(f.unproven, packedList+"/"+listCSV, packedList+"/"+listBook)
	return nil
}

// lists reports whether a list has all rows of another one, whatever their numbers.
func lists(all, part []byte) bool {
	have := map[string]bool{}
	for _, row := range rowsOf(all) {
		have[row] = true
	}
	return !slices.ContainsFunc(rowsOf(part), func(row string) bool { return !have[row] })
}

// rowsOf returns the rows of a list without their numbers.
func rowsOf(data []byte) (rows []string) {
	in := csv.NewReader(bytes.NewReader(data))
	in.FieldsPerRecord, in.LazyQuotes = -1, true
	for {
		row, err := in.Read()
		if err != nil {
			return rows
		}
		rows = append(rows, strings.Join(row[1:], "\x00"))
	}
}

// tell says what is proven of a restored site beside its pages, and what is not.
func (f *proof) tell(c *call) error {
	c.say("文档：%d 篇重新生成，网页和发布的一样；附件、static/ 和 manifest/ 都在签名的清单里。", "documents: %d made again, with the pages that were released; attachments, static/ and manifest/ are in the list that was signed.", f.same)
	if len(f.unproven) == 0 {
		return nil
	}
	if c.JSON {
		for _, name := range f.unproven {
			if err := jsonLine(c, verified{unprovenKind, name, "not proven: its page is not what this program makes of the sources in the pack"}); err != nil {
				return err
			}
		}
		return nil
	}
	object(c, "注意：下面 %[1]d 个文件没有能证明是发布时的：不用 layouts/、用包里别的文件重新生成的网页和发布的不一样。可能是程序换了版本，网站有自己的 layouts/（模板写什么，网页就是什么，所以证明不了），或者缺少包里没有的 records/ 和别的年份的文档。以 public/ 里的网页为准。",
		"Note: these %[1]d files are not proven to be those of the release: what is made of the pack without its layouts/ is not what was released. The program may be another one, the site may have layouts/ of its own (which can show anything, and so prove nothing), or what no pack has is missing: records/, documents of other years. The pages in public/ are what counts.", len(f.unproven))
	for _, name := range f.unproven {
		c.print(c.stderr, "  "+name+"\n")
	}
	return nil
}

// unprovenKind is the kind of such a line of JSON, which is no finding.
const unprovenKind attest.Kind = "unproven"
