/* python.exe (and pythonw.exe, where it is linked as a windowed program) for a python3XX.dll. */
#include <wchar.h>

__declspec(dllimport) int Py_Main(int count, wchar_t **words);

int wmain(int count, wchar_t **words) { return Py_Main(count, words); }
