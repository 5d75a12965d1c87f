package params

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
)

// request has the fields of the requests of all operations.
type request struct {
	Name           string
	Path           string
	Value          string
	Type           string
	Overwrite      bool
	Recursive      bool
	WithDecryption bool
	MaxResults     int
	NextToken      string
}

// failure is an error of Parameter Store. The SDKs return the type of error named by kind.
type failure struct{ kind, message string }

func (f *failure) Error() string { return f.kind + ": " + f.message }

func (s *Store) serve(w http.ResponseWriter, r *http.Request) {
	var in request
	err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 64<<10)).Decode(&in)
	var out any
	if err == nil {
		out, err = s.operate(strings.TrimPrefix(r.Header.Get("X-Amz-Target"), "AmazonSSM."), in)
	}
	w.Header().Set("Content-Type", "application/x-amz-json-1.1")
	if err != nil {
		f := &failure{"InternalServerError", err.Error()}
		errors.As(err, &f)
		w.WriteHeader(http.StatusBadRequest)
		out = map[string]string{"__type": f.kind, "message": f.message}
	}
	_ = json.NewEncoder(w).Encode(out)
}

// operate executes one operation and returns its output.
func (s *Store) operate(operation string, in request) (any, error) {
	switch operation {
	case "GetParametersByPath":
		return s.page(in)
	case "GetParameter":
		p, ok := s.get(in.Name)
		if !ok {
			return nil, &failure{"ParameterNotFound", in.Name + " does not exist"}
		}
		return map[string]any{"Parameter": describe(in.Name, p, in.WithDecryption)}, nil
	case "PutParameter":
		return s.put(in)
	case "DeleteParameter":
		existed, err := s.remove(in.Name)
		if err == nil && !existed {
			err = &failure{"ParameterNotFound", in.Name + " does not exist"}
		}
		return struct{}{}, err
	}
	message := fmt.Sprintf("the local Parameter Store does not support %q", operation)
	return nil, &failure{"UnknownOperationException", message}
}

func (s *Store) put(in request) (any, error) {
	if !strings.HasPrefix(in.Name, "/") || in.Value == "" {
		return nil, &failure{"ValidationException", "Name must begin with a slash, and Value must not be empty"}
	}
	if in.Type == "" {
		in.Type = "String"
	}
	version, err := s.Put(in.Name, in.Value, in.Type, in.Overwrite)
	if errors.Is(err, ErrExists) {
		return nil, &failure{"ParameterAlreadyExists", in.Name + " already exists"}
	}
	return map[string]any{"Version": version, "Tier": "Standard"}, err
}

// page returns at most ten parameters, as AWS does, so that a client that reads only one page misses
// parameters here, too.
func (s *Store) page(in request) (any, error) {
	names := s.under(in.Path, in.Recursive)
	from, _ := strconv.Atoi(in.NextToken)
	limit := in.MaxResults
	if limit <= 0 || limit > 10 {
		limit = 10
	}
	out := map[string]any{}
	list := []map[string]any{}
	for _, name := range names[min(from, len(names)):min(from+limit, len(names))] {
		if p, ok := s.get(name); ok {
			list = append(list, describe(name, p, in.WithDecryption))
		}
	}
	out["Parameters"] = list
	if from+limit < len(names) {
		out["NextToken"] = strconv.Itoa(from + limit)
	}
	return out, nil
}

// describe returns the output for a parameter. The value of a SecureString is in it only if decrypt is
// true.
func describe(name string, p parameter, decrypt bool) map[string]any {
	value := p.Value
	if p.Type == "SecureString" && !decrypt {
		value = "encrypted"
	}
	return map[string]any{
		"Name": name, "Type": p.Type, "Value": value, "Version": p.Version, "DataType": "text",
		"ARN":              "arn:aws:ssm:us-east-1:000000000000:parameter" + name,
		"LastModifiedDate": float64(p.Modified.UnixMilli()) / 1000,
	}
}
