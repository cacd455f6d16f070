// Package office makes the site of one office of a county, and keeps what came of it.
//
//	m := &office.Maker{County: county, Dir: dir, Out: out, Store: store, …}
//	sum, err := m.Sum(ctx, o)          // of all that the site depends on
//	err = m.Make(ctx, job)             // the site, and its outcome
//	outcome, err := m.Outcome("shili")
//
// # What a job is
//
// A job is an office at one sum: of what its site is made from (source.go), of what the
// county says on all pages, and of the program. [Maker.Make] has the site published below
// OUT/KEY/, exchanged as a whole, and writes the outcome last. So a job that was killed
// has no outcome and is run again; one that is run twice gives the same; and where a site
// has errors its last good one stays, with an outcome that says so.
//
// # The store
//
//	results/KEY.json   the outcome of the last job of an office
//	rows/              what the county's catalogue has of each office: see package rows
//	read/KEY           the sum of a folder, by what the file system said of it
//	git/KEY/           a repository; sources/KEY/ what of it is made; git/KEY.lock is held
//	                   by who works in either
//	work/KEY/          the work folder of the site's build; work/KEY~1234/ that of one
//	                   process, where another that has fallen silent holds the first
//
// All of it may be deleted at any time, and costs time and no more. Several processes may
// share one store and one OUT, in a folder that all of them see: nothing in it is written
// but whole, and the site of an office is made by one process at a time.
package office

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"gongkai/generator/asset"
	"gongkai/generator/cache"
	"gongkai/generator/county/annual"
	"gongkai/generator/county/job"
	"gongkai/generator/county/roster"
	"gongkai/generator/county/rows"
	"gongkai/generator/diag"
	"gongkai/generator/filelock"
	"gongkai/generator/layout"
	"gongkai/generator/page"
	"gongkai/generator/publish"
	"gongkai/generator/rewrite"
	"gongkai/generator/site"
)

// Maker makes sites of offices.
type Maker struct {
	County *roster.County
	Dir    string // of county.toml
	Out    string // the county's site
	Store  string
	Today  page.Date
	// Layouts, Static, Minifier and Salt are those of [site.Options].
	Layouts  *layout.Defaults
	Static   fs.FS
	Minifier *asset.Minifier
	Salt     cache.Sum
	// Workers is how many goroutines make one site; 0: one a processor.
	Workers int
	// Transport asks for the sites that are mirrored.
	Transport http.RoundTripper
	// Verify makes every page anew and reads all that is published: see [site.Options].
	Verify bool
}

// Outcome is what came of the last job of an office.
type Outcome struct {
	Sum string `json:"sum"`
	// From and Until are the days for which it holds, Until not among them: on others the
	// same sources make another site.
	From  string `json:"from"`
	Until string `json:"until"`
	// Refused says that the site had errors, so that the one before stays.
	Refused bool              `json:"refused,omitempty"`
	Found   []diag.Diagnostic `json:"found,omitempty"`
	// More is how many findings there were beyond those.
	More int `json:"more,omitempty"`
	// Published is the site that is there, nil where there never was one.
	Published *Published `json:"published,omitempty"`
}

// Published is the site of an office as it is below OUT.
type Published struct {
	// Tree is the id in the marker of the published folder.
	Tree      string       `json:"tree"`
	Documents int          `json:"documents"`
	Rows      *rows.Office `json:"rows"`
	// Reports are the years of its annual reports, each with the sum of report.json.
	Reports map[string]string `json:"reports,omitempty"`
}

// maxFound is how many findings an outcome keeps.
const maxFound = 500

// target is where the site of an office is published.
func (m *Maker) target(key string) string { return filepath.Join(m.Out, key) }

// Prepare makes the folders that all jobs need.
func (m *Maker) Prepare() error {
	for _, dir := range []string{"results", "rows", "read"} {
		if err := os.MkdirAll(filepath.Join(m.Store, dir), 0o755); err != nil {
			return err
		}
	}
	return os.MkdirAll(m.Out, 0o755)
}

// Outcome returns what came of the last job of an office; nil: nothing is known.
func (m *Maker) Outcome(key string) (*Outcome, error) {
	data, err := os.ReadFile(m.result(key))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	o := new(Outcome)
	if err != nil || json.Unmarshal(data, o) != nil || o.Published != nil && o.Published.Rows == nil {
		return nil, err // one that is not whole is as good as none
	}
	return o, nil
}

func (m *Maker) result(key string) string { return filepath.Join(m.Store, "results", key+".json") }

// Done reports whether a job has an outcome that holds today, and what it has made is
// there still.
func (m *Maker) Done(j job.Job) bool {
	o, err := m.Outcome(j.Office)
	if err != nil || o == nil || o.Sum != j.Sum {
		return false
	}
	today := m.Today.DayString()
	return o.From <= today && today < o.Until && m.stands(j.Office, o.Published)
}

// stands reports whether the site that an outcome tells of is there. What is within its
// files, a build of that office alone looks at (see [site.Build]).
func (m *Maker) stands(key string, p *Published) bool {
	if p == nil {
		return true // there is none to be there
	}
	if tree, err := m.tree(key); err != nil || tree != p.Tree {
		return false
	}
	for _, s := range []rows.Shard{p.Rows.Days, p.Rows.Indexes} {
		if !s.In(m.rows()).Whole() {
			return false
		}
	}
	return true
}

// Standing returns the site of an office that there is below OUT, be it the last good one;
// nil: there never was one. What the store has lost of it is read anew from the site itself.
// Where the site is gone, the error is a [Failure] that says so.
func (m *Maker) Standing(o *roster.Office) (*Published, error) {
	out, err := m.Outcome(o.Key)
	if err != nil {
		return nil, err
	}
	known := out != nil && out.Published != nil
	if known && m.stands(o.Key, out.Published) {
		return out.Published, nil
	}
	_, err = m.tree(o.Key)
	switch {
	case err == nil:
		return m.published(o)
	case known:
		dir := m.target(o.Key)
		return nil, &Failure{diag.Text{ZH: "上一次的网站不在 " + dir + " 里了", EN: "its last site is no longer in " + dir}, err}
	}
	return nil, nil
}

// Shards are what the county's catalogue has of a site, with their folders.
func (m *Maker) Shards(p *Published) rows.Office {
	o := *p.Rows
	o.Days, o.Indexes = o.Days.In(m.rows()), o.Indexes.In(m.rows())
	return o
}

// rows is the folder of all shards.
func (m *Maker) rows() string { return filepath.Join(m.Store, "rows") }

// tree is the id of the site that is published for an office.
func (m *Maker) tree(key string) (string, error) {
	data, err := os.ReadFile(filepath.Join(m.target(key), publish.Marker))
	return string(data), err
}

// Make runs a job. What is wrong with the site of the office is in its outcome; the error
// is a failure of the machine, after which there is none.
func (m *Maker) Make(ctx context.Context, j job.Job) error {
	o, ok := m.County.Find(j.Office)
	if !ok {
		return errors.New("no such office: " + j.Office)
	}
	if o.Site != "" {
		return m.mirror(ctx, j, o)
	}
	sources, err := m.checkOut(ctx, o)
	if err != nil {
		return err
	}
	defer sources.Release()
	was, err := m.Outcome(j.Office)
	if err != nil {
		return err
	}
	work, end, err := workFolder(m.Store, j)
	if err != nil {
		return err
	}
	defer end()
	sources.Site.Work = work
	out := &Outcome{Sum: j.Sum, From: m.Today.DayString(), Until: page.Date{Day: m.Today.Day + 1}.DayString()}
	if len(sources.Found) > 0 {
		return m.refuse(o, out, sources.Found)
	}
	res, err := site.Build(sources.Site)
	if err != nil {
		return err
	}
	if res.Until.IsZero() {
		return m.refuse(o, out, res.Diagnostics)
	}
	out.note(res.Diagnostics)
	out.Until = res.Until.DayString()
	if out.Published, err = m.published(o); err != nil {
		return err
	}
	return m.finish(j.Office, was, out)
}

// workFolder is the work folder of a job. Where a process that has fallen silent holds that of the
// office, it is another of our own, which is removed at the end: nobody knows how long the office
// would have to wait. If that process wakes up, it exchanges the site for the one that it has
// made, whole like ours, and the next run sees whether it is the right one.
func workFolder(store string, j job.Job) (dir string, end func(), err error) {
	own := filepath.Join(store, "work", j.Office)
	if !j.Again || !isHeld(own) {
		return own, func() {}, nil
	}
	others, err := filepath.Glob(filepath.Join(filepath.Dir(own), j.Office+"~*")) // no key has a tilde
	if err != nil {
		return "", nil, err
	}
	if n := len(slices.DeleteFunc(others, func(dir string) bool { return !isHeld(dir) })); n+1 >= maxWork {
		return "", nil, &Failure{Text: diag.Text{
			ZH: fmt.Sprintf("已经有 %d 个进程在做这个机关，都没有做完；先结束它们", n+1),
			EN: fmt.Sprintf("%d processes are at work on this office already, and none has come to an end: end them first", n+1),
		}}
	}
	if dir, err = os.MkdirTemp(filepath.Dir(own), j.Office+"~"); err != nil {
		return "", nil, err
	}
	return dir, func() { _ = os.RemoveAll(dir) }, nil // what is left is removed with the store
}

// maxWork is how many work folders of an office may be held, all but one by silent processes.
const maxWork = 5

// isHeld reports whether a process builds in a work folder: see package publish.
func isHeld(dir string) bool {
	lock, err := filelock.Try(filepath.Join(dir, "lock"))
	_ = lock.Release()
	return errors.Is(err, filelock.ErrHeld)
}

// finish writes an outcome with a new site.
func (m *Maker) finish(key string, was, out *Outcome) error {
	if err := m.keep(key, out); err != nil {
		return err
	}
	return m.sweep(was, out)
}

// sweep removes the shards of the outcome before, as far as they are no longer in use.
func (m *Maker) sweep(was, out *Outcome) error {
	if was == nil || was.Published == nil {
		return nil
	}
	for _, pair := range [][2]rows.Shard{{was.Published.Rows.Days, out.Published.Rows.Days}, {was.Published.Rows.Indexes, out.Published.Rows.Indexes}} {
		if pair[0].File == pair[1].File {
			continue
		}
		if err := os.Remove(pair[0].In(m.rows()).File); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// options are those with which the site of an office is built from a folder.
func (m *Maker) options(o *roster.Office, dir string) site.Options {
	return site.Options{
		Source: dir, Out: m.target(o.Key), Work: filepath.Join(m.Store, "work", o.Key),
		BaseURL: m.County.AddressOf(o), Portal: m.County.Portal(), Footer: m.County.Footer(o),
		Today: m.Today, Layouts: m.Layouts, Static: m.Static, Minifier: m.Minifier, Salt: m.Salt, Workers: m.Workers, Verify: m.Verify,
	}
}

// published records the site that there is, and what the county's catalogue has of it.
func (m *Maker) published(o *roster.Office) (*Published, error) {
	f, err := os.Open(filepath.Join(m.target(o.Key), catalogFile))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	p := new(Published)
	if p.Rows, err = rows.Save(m.rows(), o.Key, o.Name, f); err != nil {
		if fault := new(rows.Fault); errors.As(err, &fault) {
			err = unusable(catalogFile, err)
		}
		return nil, err
	}
	p.Documents = p.Rows.Days.Lines
	if p.Reports, err = reports(m.Out, o.Key); err != nil {
		return nil, err
	}
	p.Tree, err = m.tree(o.Key)
	return p, err
}

// What a site publishes of which the county's pages are made.
const (
	catalogFile = "catalog.json"
	reportName  = "report.json" // in the folder of a year
)

// isReportFolder reports whether a path is that of the annual report of a year.
func isReportFolder(dir string) bool {
	parent, year := path.Split(dir)
	return parent == page.ReportsFolder+"/" && len(year) == len("2006") && strings.Trim(year, "0123456789") == ""
}

// reports sums the data of the annual reports that the site of an office has.
func reports(out, key string) (map[string]string, error) {
	years, err := os.ReadDir(filepath.Join(out, key, page.ReportsFolder))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	sums := map[string]string{}
	for _, year := range years {
		dir := page.ReportsFolder + "/" + year.Name()
		if !isReportFolder(dir) {
			continue
		}
		data, err := os.ReadFile(filepath.Join(out, key, dir, reportName))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err == nil {
			_, bad := annual.Read(data)
			err = unusable(dir+"/"+reportName, bad)
		}
		if err != nil {
			return nil, err
		}
		sum := sha256.Sum256(data)
		sums[year.Name()] = hex.EncodeToString(sum[:])
	}
	return sums, nil
}

// keep writes an outcome. With that the job is done, so it comes last.
func (m *Maker) keep(key string, o *Outcome) error {
	data, err := json.Marshal(o)
	if err != nil {
		return err
	}
	return rewrite.File(m.result(key), append(data, '\n'), 0o644)
}

// refuse keeps an outcome of errors, with the last good site, as far as there is one.
func (m *Maker) refuse(o *roster.Office, out *Outcome, found []diag.Diagnostic) (err error) {
	out.Refused = true
	out.note(found)
	var gone *Failure
	if out.Published, err = m.Standing(o); err != nil && !errors.As(err, &gone) {
		return err
	}
	return m.keep(o.Key, out)
}

// note keeps findings, errors first where there are too many.
func (o *Outcome) note(found []diag.Diagnostic) {
	o.Found = found
	if len(found) > maxFound {
		o.Found, o.More = foremost(found, maxFound), len(found)-maxFound
	}
}

// foremost returns so many findings, those that stop a build before all others.
func foremost(found []diag.Diagnostic, n int) []diag.Diagnostic {
	var list []diag.Diagnostic
	for _, severity := range []diag.Severity{diag.Error, diag.Warning, diag.Note} {
		for _, d := range found {
			if d.Severity == severity && len(list) < n {
				list = append(list, d)
			}
		}
	}
	return list
}
