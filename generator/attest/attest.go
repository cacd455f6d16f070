// Package attest holds a released site against what its release says of it: the list of
// its files, the signature of that list, and the log (see package edition). It works on a
// folder, wherever that was copied to, and on a web server.
//
//	report, err := attest.Verify(attest.Folder("public"), attest.Options{Key: key})
//	report, err := attest.Verify(attest.Web(address, client), attest.Options{})
//
// Where a folder is looked at, all of it is: also what is in no list. On a server only
// what is listed can be asked for.
//
// # What is held against what
//
//	signature   against the list, by the key of the office
//	list        against every file: changed, missing, one that is none but a link; extra
//	marker      against the id that the signature tells
//	log         against its own checkpoint, and that against the key of the office, against
//	            an earlier checkpoint, and against the keys of witnesses
//	log         against the list: the last entry of each address is of the file that is there
//
// Everything is looked at, whatever was found before, so that one look tells all. A file
// that cannot be read is a finding like others; only where nothing at all can be read is
// there no report.
//
// # Servers
//
// A server may not be ours. It is asked for one file at a time, for a limited time, and
// what is held in memory of its answers is bounded: a list, and a log whose checkpoint the
// office has signed. Without a key from elsewhere that says little, since a server can sign
// with its own; so the log as a whole is bounded, too.
//
// Nor does a server send all files as they are: see [edition.ServersOwn].
//
// Without a key from elsewhere, the one that is published with the site is taken, and the
// report says so: who can write to all files can replace that one, too.
package attest

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"slices"
	"strings"
	"time"

	"gongkai/generator/edition"
	"gongkai/generator/minisign"
	"gongkai/generator/reason"
	"gongkai/generator/translog"
)

// Tree is a released site, wherever it is.
type Tree interface {
	// Names lists what is in it, sorted by path; listed is false where that cannot be
	// told.
	Names() (names []Name, listed bool, err error)
	// Open opens a file. Where there is none, the error is fs.ErrNotExist.
	Open(path string) (io.ReadCloser, error)
	// Remote reports whether what is read comes from a server.
	Remote() bool
}

// Name is something in a tree.
type Name struct {
	Path   string // slash-separated
	Folder bool
	// Odd is what is neither a file nor a folder: a link, a pipe.
	Odd bool
}

// Options says what to demand.
type Options struct {
	// Key is that of the office, from elsewhere than the site; nil: the one in the site.
	Key *minisign.PublicKey
	// Since is a checkpoint that somebody has kept; nil: none.
	Since []byte
	// Witnesses must all have signed the checkpoint.
	Witnesses []translog.Witness
	// Marker is the path of the file by which the program knows the folder again, which
	// is in no list. It holds MarkerText and the id of the tree.
	Marker, MarkerText string
	// Progress, if given, is called before each file.
	Progress func(done, total int)
}

// Kind is what a finding is about.
type Kind string

// The kinds of findings.
const (
	Changed   Kind = "changed"   // a file is not the one that was released
	Missing   Kind = "missing"   // a file is not there
	Extra     Kind = "extra"     // something was never released
	Link      Kind = "link"      // a link or the like stands in the place of a file
	Signature Kind = "signature" // the list or the checkpoint is not signed by the key
	Log       Kind = "log"       // the log is not sound
	History   Kind = "history"   // the log does not go on with the earlier checkpoint
	Unlogged  Kind = "unlogged"  // the log tells of another file
	Witness   Kind = "witness"   // a witness has not signed
	Unread    Kind = "unread"    // a file could not be read, so nobody knows
)

// Finding is something that is not as it should be.
type Finding struct {
	Kind   Kind
	Path   string // "" where it is about none
	ZH, EN string
}

// Report is what was found.
type Report struct {
	Findings []Finding
	Files    int // that were listed
	Entries  int64
	Day      string // of the release, as the office says
	Key      minisign.PublicKey
	// OwnKey says that the key is the one in the site.
	OwnKey bool
	// Listed says that what is extra would have been found.
	Listed bool
	// Skipped are paths that the server needs itself, and so does not send as they are.
	Skipped []string
	// Also says that there is another signature of the list, which was not verified.
	Also bool
	// Witnessed are the times at which witnesses have signed.
	Witnessed []time.Time
}

// How much is held in memory, in bytes. What is in a folder has its room there already, so
// a folder has more.
const (
	maxSmall      = 64 << 10  // a key, a signature, the marker
	maxList       = 1 << 30   // a list
	maxRemoteList = 32 << 20  // and one from a server: some 300,000 files
	maxRemoteLog  = 256 << 20 // all tiles of a log from a server: some 1,500,000 entries
)

// errUnsigned says that a checkpoint is not signed by the key, which was said already.
var errUnsigned = errors.New("the checkpoint is not signed by the key")

// verification is one look at a tree.
type verification struct {
	tree Tree
	opt  Options
	*Report
	list    []edition.Sum
	comment edition.Comment
	odd     []string // paths of links
	// maxList and maxLog bound what is held of a list and of a log.
	maxList, maxLog int64
	opened          int   // files that could be opened
	failed          error // the first reason why one could not be read
}

// look begins to look at a tree.
func look(tree Tree, opt Options) *verification {
	v := &verification{tree: tree, opt: opt, Report: &Report{}, maxList: maxList, maxLog: math.MaxInt64}
	if tree.Remote() {
		v.maxList, v.maxLog = maxRemoteList, maxRemoteLog
	}
	return v
}

// Verify looks at a released site. The error is that nothing of it could be read; what is
// wrong with the site is in the report.
func Verify(tree Tree, opt Options) (*Report, error) {
	v := look(tree, opt)
	data, err := v.read(edition.SumsPath, v.maxList)
	if errors.Is(err, fs.ErrNotExist) {
		v.find(Missing, edition.SumsPath, "这里没有完整性清单：不是用 gongkai release 发布的，或者清单被删去了", "there is no list of sums: this was not published by gongkai release, or the list was removed")
		return v.Report, nil
	}
	if unanswered(err) {
		return nil, err
	}
	v.key()
	if err != nil {
		v.unread(edition.SumsPath, err)
	} else {
		v.listed(data)
	}
	v.log()
	if v.opened == 0 && v.failed != nil {
		return nil, v.failed
	}
	return v.Report, nil
}

// listed holds the tree against its list, and that against its signature.
func (v *verification) listed(data []byte) {
	var ok bool
	if v.list, ok = edition.ParseList(data); !ok {
		v.find(Changed, edition.SumsPath, "清单读不出来", "the list cannot be read")
	}
	v.Files = len(v.list)
	v.signature(data)
	v.names()
	v.files()
}

// find adds a finding. The formats take the same arguments.
func (v *verification) find(kind Kind, path, zh, en string, args ...any) {
	v.Findings = append(v.Findings, Finding{kind, path, fmt.Sprintf(zh, args...), fmt.Sprintf(en, args...)})
}

// unread adds the finding that a file could not be read.
func (v *verification) unread(path string, err error) {
	zh, en := why(err)
	v.find(Unread, path, "%[1]s", "%[2]s", zh, en)
	if v.failed == nil {
		v.failed = err
	}
}

// why says in both languages why a file could not be read.
func why(err error) (zh, en string) {
	var fault *Fault
	if errors.As(err, &fault) {
		return fault.ZH, fault.EN
	}
	return reason.Of(err)
}

// open opens a file.
func (v *verification) open(path string) (io.ReadCloser, error) {
	f, err := v.tree.Open(path)
	if err == nil {
		v.opened++
	}
	return f, err
}

// read reads a file that has no more bytes than most.
func (v *verification) read(path string, most int64) ([]byte, error) {
	f, err := v.open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, most+1))
	if err == nil && int64(len(data)) > most {
		err = tooLong(path, most)
	}
	return data, err
}

// key finds out which key must have signed.
func (v *verification) key() {
	data, err := v.read(edition.KeyPath, maxSmall)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		v.unread(edition.KeyPath, err)
	}
	own, parseErr := minisign.ParsePublicKey(string(data))
	switch {
	case v.opt.Key == nil && (err != nil || parseErr != nil):
		v.find(Signature, edition.KeyPath, "网站上没有能用的公钥；用 --key 写明", "there is no usable key in the site; give one with --key")
	case v.opt.Key == nil:
		v.Key, v.OwnKey = own, true
	default:
		v.Key = *v.opt.Key
		if err == nil && (parseErr != nil || own != v.Key) {
			v.find(Signature, edition.KeyPath, "网站上的公钥不是给出的那一把", "the key in the site is not the one that was given")
		}
	}
}

// signature holds the list against its signature.
func (v *verification) signature(list []byte) {
	data, err := v.read(edition.SignaturePath, maxSmall)
	if errors.Is(err, fs.ErrNotExist) {
		v.find(Missing, edition.SignaturePath, "清单没有签名：谁都可以改", "the list is not signed: anybody could have changed it")
		return
	}
	if err != nil {
		v.unread(edition.SignaturePath, err)
		return
	}
	trusted, err := minisign.Verify(list, data, v.Key)
	var e *minisign.Error
	if errors.As(err, &e) {
		v.find(Signature, edition.SignaturePath, "%[1]s", "%[2]s", e.ZH, e.EN)
		return
	}
	var ok bool
	if v.comment, ok = edition.ParseComment(trusted); !ok {
		v.find(Signature, edition.SignaturePath, "签名里没有发布的日期和编号", "the signature does not tell the day and the id of the release")
	}
	v.Day = v.comment.Day
	v.also()
}

// also holds the other signature against the sum of it that is signed. Who has made it, and
// whether it fits, is not known here.
func (v *verification) also() {
	if v.comment.Also == "" {
		return
	}
	sum, err := v.sum(edition.AlsoPath, make([]byte, 4<<10))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		v.find(Missing, edition.AlsoPath, "文件没有了", "the file is not there")
		return
	case err != nil:
		v.unread(edition.AlsoPath, err)
		return
	case fmt.Sprintf("%x", sum) != v.comment.Also:
		v.find(Changed, edition.AlsoPath, "文件的内容被改过", "the bytes of the file have changed")
	}
	v.Also = true
}

// names looks for what is in no list.
func (v *verification) names() {
	names, listed, err := v.tree.Names()
	if err != nil {
		v.unread("", err)
	}
	if err != nil || !listed || v.list == nil {
		return
	}
	v.Listed = true
	known := map[string]bool{edition.SumsPath: true, edition.SignaturePath: true, v.opt.Marker: true, edition.AlsoPath: v.comment.Also != ""}
	folders := map[string]bool{}
	for _, f := range v.list {
		known[f.Path] = true
		for dir := parent(f.Path); dir != "" && !folders[dir]; dir = parent(dir) {
			folders[dir] = true
		}
	}
	for _, n := range names {
		switch {
		case n.Odd:
			v.odd = append(v.odd, n.Path)
			v.find(Link, n.Path, "这里是链接，不是文件", "this is a link, and no file")
		case n.Folder && !folders[n.Path], !n.Folder && !known[n.Path]:
			v.find(Extra, n.Path, "清单里没有：不是发布的内容", "this is not in the list: it was not released")
		case n.Path == v.opt.Marker:
			v.marker()
		}
	}
}

// marker holds the marker against the id that is signed.
func (v *verification) marker() {
	data, err := v.read(v.opt.Marker, maxSmall)
	if err != nil {
		v.unread(v.opt.Marker, err)
	} else if v.comment.Tree != "" && string(data) != v.opt.MarkerText+v.comment.Tree+"\n" {
		v.find(Changed, v.opt.Marker, "与签名里的编号不符", "this is not the id that is signed")
	}
}

// parent returns the folder of a path, "" for the tree itself.
func parent(path string) string { return path[:max(strings.LastIndexByte(path, '/'), 0)] }

// files holds every file against the list.
func (v *verification) files() {
	buffer := make([]byte, 256<<10)
	for i, f := range v.list {
		if v.opt.Progress != nil {
			v.opt.Progress(i, len(v.list))
		}
		if slices.ContainsFunc(v.odd, func(odd string) bool { return f.Path == odd || strings.HasPrefix(f.Path, odd+"/") }) {
			continue // said already
		}
		if v.tree.Remote() && edition.ServersOwn(f.Path) {
			v.Skipped = append(v.Skipped, f.Path)
			continue
		}
		sum, err := v.sum(f.Path, buffer)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			v.find(Missing, f.Path, "文件没有了", "the file is not there")
		case gaveUp(err):
			zh, en := why(err)
			v.find(Unread, f.Path, "%[1]s；从这里起 %[3]d 个文件没有核对", "%[2]s; %[3]d files from here on were not verified", zh, en, len(v.list)-i)
			return
		case err != nil:
			v.unread(f.Path, err)
		case sum != f.SHA256:
			v.find(Changed, f.Path, "文件的内容被改过", "the bytes of the file have changed")
		}
	}
}

func (v *verification) sum(path string, buffer []byte) (sum [32]byte, err error) {
	f, err := v.open(path)
	if err != nil {
		return sum, err
	}
	defer f.Close()
	h := sha256.New()
	_, err = io.CopyBuffer(h, struct{ io.Reader }{f}, buffer)
	h.Sum(sum[:0])
	return sum, err
}

// loadLog reads the log, if signed agrees to its checkpoint.
func (v *verification) loadLog(signed func(checkpoint []byte) error) (*translog.Log, []byte, error) {
	left := v.maxLog
	return translog.LoadSigned(func(path string, most int) ([]byte, error) {
		path = edition.LogFolder + "/" + path
		if left <= 0 {
			return nil, tooLong(edition.LogFolder, v.maxLog)
		}
		data, err := v.read(path, int64(most))
		left -= int64(len(data))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			err = &unreadFile{path, err}
		}
		return data, err
	}, signed)
}

// log looks at the log.
func (v *verification) log() {
	log, _, err := v.loadLog(v.signers)
	var fault *translog.Error
	var missing *fs.PathError
	var unread *unreadFile
	switch {
	case errors.Is(err, errUnsigned): // said already, and what follows is anybody's
	case errors.As(err, &fault):
		v.find(Log, edition.LogFolder+"/"+fault.Path, "%[1]s", "%[2]s", fault.ZH, fault.EN)
	case errors.Is(err, fs.ErrNotExist) && errors.As(err, &missing):
		v.find(Log, edition.LogFolder, "发布日志不完整", "the log is not whole")
	case errors.As(err, &unread):
		v.unread(unread.path, unread.error)
	case err != nil:
		v.unread(edition.LogFolder, err)
	}
	if err != nil {
		return
	}
	v.Entries = log.Size()
	if v.comment.Tree != "" && v.comment.Entries != log.Size() {
		v.find(Log, edition.LogFolder+"/"+translog.CheckpointPath, "发布日志有 %d 条，签名里写的是 %d 条", "the log has %d entries, and the signature tells of %d", log.Size(), v.comment.Entries)
	}
	v.history(log)
	v.inclusion(log)
}

// unreadFile is the reason why a file of the log could not be read.
type unreadFile struct {
	path string
	error
}

func (u *unreadFile) Unwrap() error { return u.error }

// signers looks at who has signed the checkpoint. The error is that the office has not.
func (v *verification) signers(checkpoint []byte) error {
	path := edition.LogFolder + "/" + translog.CheckpointPath
	var fault *translog.Error
	err := translog.Signed(checkpoint, v.Key.Ed25519())
	if errors.As(err, &fault) {
		v.find(Signature, path, "%[1]s", "%[2]s", fault.ZH, fault.EN)
		err = errUnsigned
	}
	for _, w := range v.opt.Witnesses {
		at, err := translog.Cosigned(checkpoint, w)
		if errors.As(err, &fault) {
			v.find(Witness, path, "%[1]s", "%[2]s", fault.ZH, fault.EN)
			continue
		}
		v.Witnessed = append(v.Witnessed, at)
	}
	return err
}

// history holds the log against the earlier checkpoint.
func (v *verification) history(log *translog.Log) {
	if v.opt.Since == nil {
		return
	}
	earlier, err := translog.ParseCheckpoint(v.opt.Since)
	if err == nil {
		err = log.Consistent(earlier)
	}
	var fault *translog.Error
	if errors.As(err, &fault) {
		v.find(History, edition.LogFolder+"/"+translog.CheckpointPath, "%[1]s", "%[2]s", fault.ZH, fault.EN)
	}
}

// inclusion holds the list against the log: of each address the last entry tells.
func (v *verification) inclusion(log *translog.Log) {
	if v.list == nil {
		return // it could not be read, which was said
	}
	last := map[string]translog.Entry{}
	for i := range log.Size() {
		e := log.Entry(i)
		last[e.Address] = e
	}
	listed := make(map[string][]byte, len(v.list))
	for _, f := range v.list {
		listed[f.Path] = fmt.Appendf(nil, "%x", f.SHA256)
	}
	var paths []string
	for address, e := range last {
		if sum := listed[address]; sum == nil && e.Sum != translog.None || sum != nil && !bytes.Equal(sum, []byte(e.Sum)) {
			paths = append(paths, address)
		}
	}
	slices.Sort(paths)
	for _, path := range paths {
		v.find(Unlogged, path, "发布日志最后登记的不是清单里的这个文件", "what the log tells of it last is not the file in the list")
	}
}
