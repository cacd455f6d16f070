package site

import (
	"io/fs"
	"time"

	"gongkai/generator/asset"
	"gongkai/generator/cache"
	"gongkai/generator/config"
	"gongkai/generator/diag"
	"gongkai/generator/edition"
	"gongkai/generator/layout"
	"gongkai/generator/page"
	"gongkai/generator/parallel"
	"gongkai/generator/site/content"
	"gongkai/generator/site/record"
	"gongkai/generator/site/screening"
)

// Options says what to build.
type Options struct {
	Source  string    // the site's folder
	Out     string    // the folder to publish into
	BaseURL string    // overrides that of config.toml
	Today   page.Date // decides what is public and what is in force
	// Portal and Footer, where the portal has a name, take the places of [portal] and
	// [footer] of config.toml: the site is made as a part of that portal. The URL of the
	// portal may be a reference from the root of the site, such as ../index.html.
	Portal config.Portal
	Footer config.Footer
	// Work is the work folder of the build, for a site whose folder must not be written
	// to; it must be on the file system of Out. Default: see [publish.Options].
	Work string
	// Layouts and Static are the defaults that the binary embeds.
	Layouts *layout.Defaults
	Static  fs.FS
	// Minifier makes files smaller; one for many sites spares doing the same for each.
	// Default: one for this site.
	Minifier *asset.Minifier
	// Salt identifies the program; facts recorded under another one are not
	// used.
	Salt cache.Sum
	// Preview makes public what is not, with a mark.
	Preview bool
	// Without is a document, below content/, that [Load] leaves out as if it had never
	// been there: what the site says then, it does not say because of it.
	Without string
	// Verify makes every output anew, reads everything that is published, and
	// mends what differs.
	Verify bool
	// Precompress has Build publish packed copies beside the files, as [hosting]
	// precompress of config.toml does: see package precompress.
	Precompress bool
	// SourcesOnly has Check judge the sources alone, without a look at the published
	// folder: what is to be mended in a file does not depend on it.
	SourcesOnly bool
	// AllowLoss publishes the site even where most of the published pages would
	// go: see massLoss.
	AllowLoss bool
	// Record has Build return the list of what was ever public as it should be.
	Record bool
	// Seal, if given, makes of a site without errors a release: it is called when all
	// is made, and what it returns is published with the site. On its error nothing is
	// published, and [Result.Published] stays nil: the draft has it.
	Seal func(*edition.Draft) ([]edition.File, error)
	// Key is the key of waivers where the site has none yet: see package waiver.
	Key []byte
	// Workers is how many goroutines work; 0: one a processor.
	Workers int
	// Texts is how many bytes of texts Build and Check keep between reading and
	// rendering, to spare reading them again; 0: enough for 10,000 documents;
	// negative: none.
	Texts int
	// Progress, if given, is called from time to time with what is going on.
	Progress func(phase string, done, total int)
	// Sized, if given, is called when it is known how many files content/ has,
	// before they are read: a site of a million documents wants other limits of
	// the garbage collector than one of a hundred.
	Sized func(files int)
	// Indexing, if given, is called when the search index is about to be made, of so many
	// documents at most: that wants other limits again.
	Indexing func(documents int)
	// Remind, if given, says of what has been published what is to be done next: see
	// [Result.Reminders].
	Remind func(*Site) []record.Reminder
	// Waiting, if given, is called where another build holds the lock.
	Waiting func()
}

func (o *Options) workers() int {
	return parallel.Workers(o.Workers)
}

func (o *Options) indexing(documents int) {
	if o.Indexing != nil {
		o.Indexing(documents)
	}
}

func (o *Options) progress(phase string, done, total int) {
	if o.Progress != nil {
		o.Progress(phase, done, total)
	}
}

// textRoom is how many bytes of texts a build keeps: see [Options.Texts].
const textRoom = 32 << 20

// keepTexts makes room for texts, where nothing else is said. Only a build has it,
// which makes all pages at once; most pages of a preview are never asked for.
func (o *Options) keepTexts() {
	if o.Texts == 0 {
		o.Texts = textRoom
	}
}

// phase is a part of a build and the time it took.
type phase struct {
	Name string
	Time time.Duration
}

// Stats says what a build did.
type Stats struct {
	Documents int // content files
	Drafts    int // of them, those that are not public because they are drafts
	Waiting   int // those that are not approved
	Future    int // and those whose day has not come
	Outputs   int // files of the site
	Made      int // outputs whose bytes are new
	Kept      int // outputs that stayed as they were
	Removed   int
	Files     int   // files written
	Bytes     int64 // bytes written
	Phases    []phase
	Changed   []string // the outputs made, sorted; only up to maxChanged
}

// Withheld is how many documents are not public.
func (s *Stats) Withheld() int { return s.Drafts + s.Waiting + s.Future }

// maxChanged bounds Stats.Changed: it is for people and for tests.
const maxChanged = 10000

// Result is what a build found and did.
type Result struct {
	Diagnostics []diag.Diagnostic
	// Gone says which addresses of the last build answer no more: news of this build, and
	// no finding about the site.
	Gone  []diag.Diagnostic
	Stats Stats
	// Committed says that the site was published by this build. A finding that is an error
	// by the settings of a site may come after that.
	Committed bool
	// Published is records/published.tsv with what is public now; nil where that was
	// not asked for, or the file stands as it should.
	Published []byte
	// Reminders are what [Options.Remind] has said, in this build or in the last that had
	// anything to do; some of their days may be over.
	Reminders []record.Reminder
	// Until is the first day on which a build of the same sources would publish another
	// site, or find something else; zero where this one has not published.
	Until page.Date

	screen *screening.Screener
}

// Veil returns a text of the site as the findings show it: what must not go out has
// asterisks for its digits.
func (r *Result) Veil(text string) string { return r.screen.Veil(text) }

// stopwatch measures phases.
type stopwatch struct {
	phases []phase
	since  time.Time
}

func startWatch() *stopwatch { return &stopwatch{since: time.Now()} }

// lap ends a phase.
func (w *stopwatch) lap(name string) {
	now := time.Now()
	w.phases = append(w.phases, phase{name, now.Sub(w.since)})
	w.since = now
}

// ErrChanged is returned where a file is no longer what it was when the state
// was made. The next state shows what it has become.
var ErrChanged = content.ErrChanged
