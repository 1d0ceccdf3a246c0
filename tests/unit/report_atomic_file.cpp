#include <runrate/report/atomic_file.hpp>

#include <boost/test/unit_test.hpp>

#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

using namespace runrate;

namespace {

namespace fs = std::filesystem;

// A folder of its own for each test, removed afterwards.
struct folder {
  folder() {
    std::string name = (fs::temp_directory_path() / "runrate-XXXXXX").string();
    BOOST_REQUIRE(mkdtemp(name.data()) != nullptr);
    path = name;
  }
  ~folder() { fs::remove_all(path); }
  std::string operator/(const char* name) const { return (path / name).string(); }
  std::size_t files() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(path), fs::directory_iterator()));
  }
  fs::path path;
};

std::string content(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

unsigned mode(const std::string& path) {
  struct stat status {};
  BOOST_REQUIRE(stat(path.c_str(), &status) == 0);
  return status.st_mode & 07777U;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(report_atomic_file)

BOOST_AUTO_TEST_CASE(a_new_file_has_the_content_and_the_usual_permissions) {
  const folder here;
  const mode_t before = umask(027);
  const result<std::size_t> written = write_file(here / "new.md", "a\nb\tc");
  umask(before);
  BOOST_TEST(written.value() == 5U);
  BOOST_TEST(content(here / "new.md") == "a\nb\tc");
  BOOST_TEST(mode(here / "new.md") == 0640U);
  BOOST_TEST(here.files() == 1U);
}

BOOST_AUTO_TEST_CASE(an_old_file_is_replaced_and_keeps_its_permissions) {
  const folder here;
  std::ofstream(here / "old.md") << "a longer text that was there before";
  fs::permissions(here / "old.md", fs::perms::owner_read | fs::perms::owner_write);
  BOOST_TEST(write_file(here / "old.md", "new").value() == 3U);
  BOOST_TEST(content(here / "old.md") == "new");
  BOOST_TEST(mode(here / "old.md") == 0600U);
  BOOST_TEST(here.files() == 1U);
}

BOOST_AUTO_TEST_CASE(a_symbolic_link_stays_one_and_its_target_is_replaced) {
  const folder here;
  std::ofstream(here / "target.md") << "old";
  fs::create_symlink("target.md", here / "link.md");
  BOOST_TEST(write_file(here / "link.md", "new").value() == 3U);
  BOOST_TEST(fs::is_symlink(here / "link.md"));
  BOOST_TEST(content(here / "target.md") == "new");
}

BOOST_AUTO_TEST_CASE(a_write_that_fails_half_way_leaves_the_old_file) {
  const folder here;
  const std::string path = here / "report.md";
  std::ofstream(path) << "old";
  // Beyond 4 KiB a write fails in the child: the disk is full, as it were.
  const pid_t child = fork();
  if (child == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{4096, 4096};
    setrlimit(RLIMIT_FSIZE, &limit);
    const result<std::size_t> written = write_file(path, std::string(100'000, 'x'));
    const std::string expected =
        path + " can't be written: writing beside it: File too large; the old file is unchanged";
    _exit(!written && written.error().text == expected ? 0 : 1);
  }
  int status = -1;
  waitpid(child, &status, 0);
  BOOST_TEST(status == 0);
  BOOST_TEST(content(path) == "old");
  BOOST_TEST(here.files() == 1U);  // nothing half-written is left
}

BOOST_AUTO_TEST_CASE(what_can_not_be_a_file_is_refused_with_the_reason) {
  const folder here;
  BOOST_TEST(write_file(here / "none/report.md", "x").error().text ==
             (here / "none/report.md") + " can't be written: creating a file beside it: No such file or directory");
  BOOST_TEST(write_file(here.path.string(), "x").error().text ==
             here.path.string() + " can't be written: it is a folder: Is a directory");
  BOOST_TEST(!write_file("", "x").has_value());
  BOOST_TEST(here.files() == 0U);
}

BOOST_AUTO_TEST_CASE(a_device_is_written_to_and_stays_a_device) {
  BOOST_TEST(write_file("/dev/null", "x").value() == 1U);
  BOOST_TEST(fs::is_character_file("/dev/null"));
  BOOST_TEST(write_file("/dev/full", "x").error().text ==
             "/dev/full can't be written: writing to it: No space left on device");
}

BOOST_AUTO_TEST_CASE(a_file_in_pieces_is_the_old_one_until_it_is_committed) {
  const folder here;
  std::ofstream(here / "table.csv") << "old";
  result<atomic_file> opened = atomic_file::create(here / "table.csv");
  BOOST_REQUIRE(opened.has_value());
  atomic_file file = *std::move(opened);
  BOOST_TEST(file.write("a,b").value() == 3U);
  BOOST_TEST(file.write("\r\nc").value() == 6U);
  BOOST_TEST(content(here / "table.csv") == "old");
  BOOST_TEST(content(file.part_name()) == "a,b\r\nc");
  BOOST_TEST(file.commit().value() == 6U);
  BOOST_TEST(content(here / "table.csv") == "a,b\r\nc");
  BOOST_TEST(here.files() == 1U);
  BOOST_CHECK_THROW(static_cast<void>(file.write("more")), contract_error);
}

BOOST_AUTO_TEST_CASE(a_file_that_is_not_committed_is_removed) {
  const folder here;
  {
    result<atomic_file> opened = atomic_file::create(here / "table.csv");
    atomic_file file = *std::move(opened);
    BOOST_TEST(file.write("a").has_value());
    BOOST_TEST(here.files() == 1U);
  }
  BOOST_TEST(here.files() == 0U);
}

BOOST_AUTO_TEST_CASE(a_file_in_pieces_that_can_not_be_written_says_why_and_can_not_be_committed) {
  atomic_file file = *atomic_file::create("/dev/full");
  BOOST_TEST(file.part_name() == "");
  BOOST_TEST(file.write("a").error().text == "/dev/full can't be written: writing to it: No space left on device");
  BOOST_CHECK_THROW(static_cast<void>(file.commit()), contract_error);
}

BOOST_AUTO_TEST_SUITE_END()
