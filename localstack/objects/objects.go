// Package objects serves S3 buckets in this process, with gofakes3, and stores their objects in one
// file. Conditional puts (If-None-Match: * and If-Match) are atomic, as the archive requires.
// The caller checks signatures.
package objects

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"sync"
	"time"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"
	"go.etcd.io/bbolt"
)

// Store is a set of buckets.
type Store struct {
	backend *backend
	file    *bbolt.DB // nil if in memory only
}

// backend is gofakes3's memory backend with a file. All objects are in memory, and changes are also
// written to the file, which has only the current versions.
type backend struct {
	*s3mem.Backend
	file *bbolt.DB

	// mu is held while memory and file are changed, so that both have the same order of changes.
	mu sync.Mutex
}

// object is an object as stored in the file.
type object struct {
	Meta map[string]string `json:"meta,omitempty"`
	Body []byte            `json:"body"`
}

// Open reads the file at path and creates the buckets that do not exist. With an empty path nothing
// is stored.
func Open(path string, buckets []string) (*Store, error) {
	s := &Store{backend: &backend{Backend: s3mem.New()}}
	for _, name := range buckets {
		if err := s.backend.CreateBucket(name); err != nil {
			return nil, fmt.Errorf("bucket %s: %w", name, err)
		}
	}
	if path == "" {
		return s, nil
	}
	var err error
	if s.file, err = bbolt.Open(path, 0o600, &bbolt.Options{Timeout: time.Second}); err != nil {
		return nil, fmt.Errorf("objects in %s: %w", path, err)
	}
	if err := s.load(buckets); err != nil {
		_ = s.file.Close()
		return nil, fmt.Errorf("objects in %s: %w", path, err)
	}
	s.backend.file = s.file
	return s, nil
}

// load reads the file's objects into memory.
func (s *Store) load(buckets []string) error {
	return s.file.Update(func(tx *bbolt.Tx) error {
		for _, name := range buckets {
			b, err := tx.CreateBucketIfNotExists([]byte(name))
			if err != nil {
				return err
			}
			err = b.ForEach(func(key, value []byte) error {
				var o object
				if err := json.Unmarshal(value, &o); err != nil {
					return err
				}
				body, size := bytes.NewReader(o.Body), int64(len(o.Body))
				_, err := s.backend.Backend.PutObject(name, string(key), o.Meta, body, size, nil)
				return err
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// Handler returns the S3 API, with the bucket in the path.
func (s *Store) Handler() http.Handler {
	return gofakes3.New(s.backend, gofakes3.WithTimeSkewLimit(0)).Server()
}

// Close closes the file.
func (s *Store) Close() error {
	if s.file == nil {
		return nil
	}
	return s.file.Close()
}

// PutObject stores an object in memory and in the file if the conditions hold.
func (b *backend) PutObject(
	bucket, key string, meta map[string]string, in io.Reader, size int64, c *gofakes3.PutConditions,
) (gofakes3.PutObjectResult, error) {
	body, err := gofakes3.ReadAll(in, size)
	if err != nil {
		return gofakes3.PutObjectResult{}, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	result, err := b.Backend.PutObject(bucket, key, meta, bytes.NewReader(body), size, c)
	if err != nil {
		return result, err
	}
	return result, b.change(bucket, func(file *bbolt.Bucket) error {
		value, err := json.Marshal(object{meta, body})
		if err != nil {
			return err
		}
		return file.Put([]byte(key), value)
	})
}

// CopyObject copies with this backend's own PutObject, so that the copy is stored in the file.
func (b *backend) CopyObject(
	fromBucket, fromKey, bucket, key string, meta map[string]string,
) (gofakes3.CopyObjectResult, error) {
	return gofakes3.CopyObject(b, fromBucket, fromKey, bucket, key, meta)
}

func (b *backend) DeleteObject(bucket, key string) (gofakes3.ObjectDeleteResult, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	result, err := b.Backend.DeleteObject(bucket, key)
	if err != nil {
		return result, err
	}
	return result, b.change(bucket, func(file *bbolt.Bucket) error { return file.Delete([]byte(key)) })
}

func (b *backend) DeleteMulti(bucket string, keys ...string) (gofakes3.MultiDeleteResult, error) {
	var all gofakes3.MultiDeleteResult
	for _, key := range keys {
		if _, err := b.DeleteObject(bucket, key); err != nil {
			all.Error = append(all.Error, gofakes3.ErrorResultFromError(err))
			continue
		}
		all.Deleted = append(all.Deleted, gofakes3.ObjectID{Key: key})
	}
	return all, nil
}

// change commits one change of a bucket to the file.
func (b *backend) change(bucket string, do func(*bbolt.Bucket) error) error {
	if b.file == nil {
		return nil
	}
	return b.file.Update(func(tx *bbolt.Tx) error {
		file, err := tx.CreateBucketIfNotExists([]byte(bucket))
		if err != nil {
			return err
		}
		return do(file)
	})
}
