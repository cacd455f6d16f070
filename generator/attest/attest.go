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
// Everything is looked at, whatever was found before, so that one look tells all.
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
	"slices"
	"strings"
	"time"

	"gongkai/generator/edition"
	"gongkai/generator/minisign"
	"gongkai/generator/translog"
)

// Tree is a released site, wherever it is.
type Tree interface {
	// Names lists what is in it, sorted by path; listed is false where that cannot be
	// told.
	Names() (names []Name, listed bool, err error)
	// Open opens a file. Where there is none, the error is fs.ErrNotExist.
	Open(path string) (io.ReadCloser, error)
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
	// Also says that there is another signature of the list, which was not verified.
	Also bool
	// Witnessed are the times at which witnesses have signed.
	Witnessed []time.Time
}

// maxSmall is the largest list, log file or signature that is read, in bytes.
const maxSmall = 256 << 20

// verification is one look at a tree.
type verification struct {
	tree Tree
	opt  Options
	*Report
	list    []edition.Sum
	comment edition.Comment
	odd     []string // paths of links
}

// Verify looks at a released site. The error is one of the machine or of the network; what
// is wrong with the site is in the report.
func Verify(tree Tree, opt Options) (*Report, error) {
	v := &verification{tree: tree, opt: opt, Report: &Report{}}
	data, err := v.read(edition.SumsPath)
	if errors.Is(err, fs.ErrNotExist) {
		v.find(Missing, edition.SumsPath, "这里没有完整性清单：不是用 gongkai release 发布的，或者清单被删去了", "there is no list of sums: this was not published by gongkai release, or the list was removed")
		return v.Report, nil
	}
	if err != nil {
		return nil, err
	}
	var ok bool
	if v.list, ok = edition.ParseList(data); !ok {
		v.find(Changed, edition.SumsPath, "清单读不出来", "the list cannot be read")
	}
	v.Files = len(v.list)
	for _, step := range []func() error{v.key, func() error { return v.signature(data) }, v.names, v.files, v.log} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return v.Report, nil
}

// find adds a finding. The formats take the same arguments.
func (v *verification) find(kind Kind, path, zh, en string, args ...any) {
	v.Findings = append(v.Findings, Finding{kind, path, fmt.Sprintf(zh, args...), fmt.Sprintf(en, args...)})
}

// read reads a small file.
func (v *verification) read(path string) ([]byte, error) {
	f, err := v.tree.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxSmall+1))
	if err == nil && len(data) > maxSmall {
		err = fmt.Errorf("%s: more than %d MB", path, maxSmall>>20)
	}
	return data, err
}

// key finds out which key must have signed.
func (v *verification) key() error {
	data, err := v.read(edition.KeyPath)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
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
	return nil
}

// signature holds the list against its signature.
func (v *verification) signature(list []byte) error {
	data, err := v.read(edition.SignaturePath)
	if errors.Is(err, fs.ErrNotExist) {
		v.find(Missing, edition.SignaturePath, "清单没有签名：谁都可以改", "the list is not signed: anybody could have changed it")
		return nil
	}
	if err != nil {
		return err
	}
	trusted, err := minisign.Verify(list, data, v.Key)
	var e *minisign.Error
	if errors.As(err, &e) {
		v.find(Signature, edition.SignaturePath, "%[1]s", "%[2]s", e.ZH, e.EN)
		return nil
	}
	var ok bool
	if v.comment, ok = edition.ParseComment(trusted); !ok {
		v.find(Signature, edition.SignaturePath, "签名里没有发布的日期和编号", "the signature does not tell the day and the id of the release")
	}
	v.Day = v.comment.Day
	return v.also()
}

// also holds the other signature against the sum of it that is signed. Who has made it, and
// whether it fits, is not known here.
func (v *verification) also() error {
	if v.comment.Also == "" {
		return nil
	}
	sum, err := v.sum(edition.AlsoPath, make([]byte, 4<<10))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		v.find(Missing, edition.AlsoPath, "文件没有了", "the file is not there")
		return nil
	case err == nil && fmt.Sprintf("%x", sum) != v.comment.Also:
		v.find(Changed, edition.AlsoPath, "文件的内容被改过", "the bytes of the file have changed")
	}
	v.Also = true
	return err
}

// names looks for what is in no list.
func (v *verification) names() error {
	names, listed, err := v.tree.Names()
	if err != nil || !listed {
		return err
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
			if err := v.marker(); err != nil {
				return err
			}
		}
	}
	return nil
}

// marker holds the marker against the id that is signed.
func (v *verification) marker() error {
	data, err := v.read(v.opt.Marker)
	if err == nil && v.comment.Tree != "" && string(data) != v.opt.MarkerText+v.comment.Tree+"\n" {
		v.find(Changed, v.opt.Marker, "与签名里的编号不符", "this is not the id that is signed")
	}
	return err
}

// parent returns the folder of a path, "" for the tree itself.
func parent(path string) string { return path[:max(strings.LastIndexByte(path, '/'), 0)] }

// files holds every file against the list.
func (v *verification) files() error {
	buffer := make([]byte, 256<<10)
	for i, f := range v.list {
		if v.opt.Progress != nil {
			v.opt.Progress(i, len(v.list))
		}
		if slices.ContainsFunc(v.odd, func(odd string) bool { return f.Path == odd || strings.HasPrefix(f.Path, odd+"/") }) {
			continue // said already
		}
		sum, err := v.sum(f.Path, buffer)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			v.find(Missing, f.Path, "文件没有了", "the file is not there")
		case err != nil:
			return err
		case sum != f.SHA256:
			v.find(Changed, f.Path, "文件的内容被改过", "the bytes of the file have changed")
		}
	}
	return nil
}

func (v *verification) sum(path string, buffer []byte) (sum [32]byte, err error) {
	f, err := v.tree.Open(path)
	if err != nil {
		return sum, err
	}
	defer f.Close()
	h := sha256.New()
	_, err = io.CopyBuffer(h, struct{ io.Reader }{f}, buffer)
	h.Sum(sum[:0])
	return sum, err
}

// log looks at the log.
func (v *verification) log() error {
	log, checkpoint, err := translog.Load(func(path string) ([]byte, error) { return v.read(edition.LogFolder + "/" + path) })
	var fault *translog.Error
	var missing *fs.PathError
	switch {
	case errors.As(err, &fault):
		v.find(Log, edition.LogFolder+"/"+fault.Path, "%[1]s", "%[2]s", fault.ZH, fault.EN)
	case errors.Is(err, fs.ErrNotExist) && errors.As(err, &missing):
		v.find(Log, edition.LogFolder, "发布日志不完整", "the log is not whole")
	case err != nil:
		return err
	}
	if checkpoint != nil {
		v.signers(checkpoint)
	}
	if err != nil {
		return nil
	}
	v.Entries = log.Size()
	if v.comment.Tree != "" && v.comment.Entries != log.Size() {
		v.find(Log, edition.LogFolder+"/"+translog.CheckpointPath, "发布日志有 %d 条，签名里写的是 %d 条", "the log has %d entries, and the signature tells of %d", log.Size(), v.comment.Entries)
	}
	v.history(log)
	v.inclusion(log)
	return nil
}

// signers looks at who has signed the checkpoint.
func (v *verification) signers(checkpoint []byte) {
	path := edition.LogFolder + "/" + translog.CheckpointPath
	var fault *translog.Error
	if err := translog.Signed(checkpoint, v.Key.Ed25519()); errors.As(err, &fault) {
		v.find(Signature, path, "%[1]s", "%[2]s", fault.ZH, fault.EN)
	}
	for _, w := range v.opt.Witnesses {
		at, err := translog.Cosigned(checkpoint, w)
		if errors.As(err, &fault) {
			v.find(Witness, path, "%[1]s", "%[2]s", fault.ZH, fault.EN)
			continue
		}
		v.Witnessed = append(v.Witnessed, at)
	}
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
