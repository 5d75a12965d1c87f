// Package params serves the part of Parameter Store that the project uses, and stores the parameters
// in a file. They are the keys that sign room tokens.
package params

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"time"
)

// Store stores parameters. Their values are secrets: it returns them to callers and writes them to its
// file (mode 0600), but nowhere else.
type Store struct {
	path string // the file; empty: in memory only

	mu     sync.Mutex
	params map[string]parameter
}

type parameter struct {
	Value    string    `json:"value"`
	Type     string    `json:"type"`
	Version  int64     `json:"version"`
	Modified time.Time `json:"modified"`
}

// ErrExists is the error of a Put without overwrite if the parameter exists.
var ErrExists = errors.New("the parameter already exists")

// Open reads the file at path, or returns an empty store if there is none. With an empty path
// nothing is stored.
func Open(path string) (*Store, error) {
	s := &Store{path: path, params: map[string]parameter{}}
	if path == "" {
		return s, nil
	}
	kept, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return s, nil
	}
	if err == nil {
		err = json.Unmarshal(kept, &s.params)
	}
	if err != nil {
		return nil, fmt.Errorf("parameters in %s: %w", path, err)
	}
	return s, nil
}

// Put stores a value of the type kind, such as SecureString, and returns its version.
func (s *Store) Put(name, value, kind string, overwrite bool) (int64, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	old, exists := s.params[name]
	if exists && !overwrite {
		return 0, ErrExists
	}
	p := parameter{Value: value, Type: kind, Version: old.Version + 1, Modified: time.Now().UTC()}
	s.params[name] = p
	return p.Version, s.save()
}

// Get returns the value of the parameter name. ok is false if there is none.
func (s *Store) Get(name string) (value string, ok bool) {
	p, ok := s.get(name)
	return p.Value, ok
}

func (s *Store) get(name string) (parameter, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p, ok := s.params[name]
	return p, ok
}

// remove deletes a parameter and reports whether it existed.
func (s *Store) remove(name string) (bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, ok := s.params[name]; !ok {
		return false, nil
	}
	delete(s.params, name)
	return true, s.save()
}

// under returns the sorted names of the parameters below a path. Unless recursive is true, it returns
// only those of the next level.
func (s *Store) under(path string, recursive bool) []string {
	prefix := strings.TrimRight(path, "/") + "/"
	s.mu.Lock()
	defer s.mu.Unlock()
	var names []string
	for name := range s.params {
		rest, ok := strings.CutPrefix(name, prefix)
		if ok && (recursive || !strings.Contains(rest, "/")) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// save replaces the file atomically.
func (s *Store) save() error {
	if s.path == "" {
		return nil
	}
	b, err := json.MarshalIndent(s.params, "", "  ")
	if err == nil {
		err = os.WriteFile(s.path+".new", b, 0o600)
	}
	if err == nil {
		err = os.Rename(s.path+".new", s.path)
	}
	if err != nil {
		return fmt.Errorf("parameters in %s: %w", s.path, err)
	}
	return nil
}

// Handler serves the store as AWS Systems Manager does (JSON 1.1):
// GetParametersByPath, GetParameter, PutParameter and DeleteParameter.
func (s *Store) Handler() http.Handler { return http.HandlerFunc(s.serve) }
