extern "C" bool plugin_catches_a_contract_error();

int main() { return plugin_catches_a_contract_error() ? 0 : 1; }
